import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { BulkChange } from "../../api/types";
import { wordsOf } from "../../foundation/api";
import { Dialog } from "../../foundation/Dialog";
import { people } from "../listWords";

interface UndoDialogProps {
  change: BulkChange;
  opened: boolean;
  onClose: () => void;
  onConfirm: () => Promise<unknown>;
}

/** Says what undoing does, before it does. */
export function UndoDialog({ change, opened, onClose, onConfirm }: UndoDialogProps) {
  const undoing = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  return (
    <Dialog opened={opened} onClose={onClose} title="Undo this change">
      <Stack gap={12}>
        <Text>
          {people(change.changed)} get back what they had before. Whoever was changed by somebody since stays as they
          are, and is told afterwards.
        </Text>
        {undoing.isError && (
          <Text role="alert" c="red.9">
            {wordsOf(undoing.error)}
          </Text>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Keep it
          </Button>
          <Button loading={undoing.isPending} onClick={() => undoing.mutate()}>
            Undo it
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
