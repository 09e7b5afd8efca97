import type { ImportRow } from "../api/types";
import { ConfirmDialog } from "../foundation/ConfirmDialog";
import { people } from "./importWords";
import { takeBack } from "./queries";
import { useImportAction } from "./useImportAction";

interface TakeBackDialogProps {
  /** Null closes it. */
  row: ImportRow | null;
  onClose: () => void;
}

/** Asks before an import is taken back. */
export function TakeBackDialog({ row, onClose }: TakeBackDialogProps) {
  const taking = useImportAction(row?.id ?? "", () => takeBack(row?.id ?? ""), onClose);
  return (
    <ConfirmDialog
      title="Take this import back?"
      opened={row !== null}
      doing={taking}
      words="Take it back"
      grave
      onConfirm={() => taking.mutate()}
      onClose={onClose}
    >
      {row && (
        <>
          {people(row.added)} who came with it {row.added === 1 ? "goes" : "go"}, and {people(row.changed)}{" "}
          {row.changed === 1 ? "is" : "are"} as before. Whoever was called, booked or changed since stays, and so does
          what was changed since.
        </>
      )}
    </ConfirmDialog>
  );
}
