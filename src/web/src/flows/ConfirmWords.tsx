import { Button, Group, Modal, Stack, Text } from "@mantine/core";

interface ConfirmWordsProps {
  /** Why it is asked; null closes it. */
  why: string | null;
  pending: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before words that callers must hear get lost. */
export function ConfirmWords({ why, pending, onConfirm, onClose }: ConfirmWordsProps) {
  return (
    <Modal opened={why !== null} onClose={onClose} title="Are you sure?" closeButtonProps={{ "aria-label": "Close" }}>
      <Stack gap={12}>
        <Text>{why}</Text>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Go back
          </Button>
          <Button color="red.9" loading={pending} onClick={onConfirm}>
            Save anyway
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
