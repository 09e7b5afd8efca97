import { Button, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { wordsOf } from "./api";
import { Dialog } from "./Dialog";

interface ConfirmDialogProps {
  title: string;
  opened: boolean;
  /** What becomes of it. */
  children: ReactNode;
  /** The mutation that it sets going. */
  doing: { isError: boolean; isPending: boolean; error: unknown };
  words: string;
  /** The way out. */
  keep?: string;
  /** Whether what goes does not come back. */
  grave?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is taken away; the way out has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, opened, children, doing, words, keep = "Keep it", grave = false, onConfirm, onClose } = props;
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <Stack gap={12}>
        <Text>{children}</Text>
        {doing.isError && (
          <Text role="alert" c="red.9">
            {wordsOf(doing.error)}
          </Text>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" data-autofocus onClick={onClose}>
            {keep}
          </Button>
          <Button color={grave ? "red.9" : undefined} loading={doing.isPending} onClick={onConfirm}>
            {words}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
