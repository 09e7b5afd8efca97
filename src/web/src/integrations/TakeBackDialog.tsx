import { Button, Group, Stack, Text } from "@mantine/core";
import type { ImportRow } from "../api/types";
import { wordsOf } from "../foundation/api";
import { Dialog } from "../foundation/Dialog";
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
    <Dialog opened={row !== null} onClose={onClose} title="Take this import back?">
      {row && (
        <Stack gap={12}>
          <Text>
            {people(row.added)} who came with it {row.added === 1 ? "goes" : "go"}, and {people(row.changed)}{" "}
            {row.changed === 1 ? "is" : "are"} as before. Whoever was called or booked since stays, and so does what was
            changed since.
          </Text>
          {taking.isError && (
            <Text role="alert" c="red.9">
              {wordsOf(taking.error)}
            </Text>
          )}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" data-autofocus onClick={onClose}>
              Keep it
            </Button>
            <Button color="red.9" loading={taking.isPending} onClick={() => taking.mutate()}>
              Take it back
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
