import { useMutation } from "@tanstack/react-query";
import type { BulkChange } from "../../api/types";
import { ConfirmDialog } from "../../foundation/ConfirmDialog";
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
    <ConfirmDialog
      title="Undo this change"
      opened={opened}
      doing={undoing}
      words="Undo it"
      onConfirm={() => undoing.mutate()}
      onClose={onClose}
    >
      {people(change.changed)} get back what they had before. Whoever was changed by somebody since stays as they are,
      and is told afterwards.
    </ConfirmDialog>
  );
}
