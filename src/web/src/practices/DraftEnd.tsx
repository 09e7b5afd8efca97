import { Button, Text } from "@mantine/core";
import { wordsOf } from "../foundation/api";

interface DraftEndProps {
  /** The mutation that keeps what was changed. */
  saving: { isError: boolean; isPending: boolean; error: unknown; mutate: () => void };
  words: string;
  changed: boolean;
  onUndo: () => void;
}

/** Where a part of a page ends that is changed in place: keep it, take it back, and how that stands. */
export function DraftEnd({ saving, words, changed, onUndo }: DraftEndProps) {
  return (
    <>
      <Button disabled={!changed} loading={saving.isPending} onClick={() => saving.mutate()}>
        {words}
      </Button>
      <Button variant="default" disabled={!changed} onClick={onUndo}>
        Undo
      </Button>
      <Text role={saving.isError ? "alert" : "status"} c={saving.isError ? "red.9" : "dimmed"}>
        {saving.isError ? wordsOf(saving.error) : changed && "Not saved yet"}
      </Text>
    </>
  );
}
