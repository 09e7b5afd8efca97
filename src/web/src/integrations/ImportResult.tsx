import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { ImportRow } from "../api/types";
import { wordsOf } from "../foundation/api";
import { figuresWords, rows, stateWords } from "./importWords";
import { rejectedPath, start } from "./queries";
import { Step } from "./Step";
import { TakeBackDialog } from "./TakeBackDialog";
import { useImportAction } from "./useImportAction";

/** The last step: what it did, what was rejected, and the way back. */
export function ImportResult({ row, onClose }: { row: ImportRow; onClose: () => void }) {
  const [asking, ask] = useState(false);
  const goingOn = useImportAction(row.id, () => start(row.id));
  const isStopped = row.state === "stopped";
  const leftOut = row.leftOut ?? 0;
  const faulty = row.rejected + leftOut;
  return (
    <Step number={4} title={stateWords(row)} note={`${row.fileName}, for ${row.practice}`}>
      <Stack gap={12}>
        <Text>{figuresWords(row)}.</Text>
        {row.why && (
          <Alert color={isStopped ? "red.9" : "gray"} role={isStopped ? "alert" : "status"}>
            {row.why}
          </Alert>
        )}
        {isStopped && (
          <Text>
            {row.hasFile
              ? "What is in stays in. It may go on where it stopped, or be taken back."
              : "The file is not kept here: bring it again, or take back what is in."}
          </Text>
        )}
        {row.state !== "undone" && faulty > 0 && row.hasFile && (
          <Text>
            <Anchor href={rejectedPath(row.id)} download>
              Download the {rows(faulty)} with something wrong
            </Anchor>
            , each with its reason; mend them and bring that file.
            {leftOut > 0 && ` ${leftOut === faulty ? "All" : leftOut} are taken in without a value that made no sense.`}
          </Text>
        )}
        {goingOn.isError && (
          <Text role="alert" c="red.9">
            {wordsOf(goingOn.error)}
          </Text>
        )}
        <Group justify="flex-end" gap={8}>
          {row.state !== "undone" && (
            <Button variant="default" onClick={() => ask(true)}>
              Take this import back
            </Button>
          )}
          {isStopped && row.hasFile && (
            <Button loading={goingOn.isPending} onClick={() => goingOn.mutate()}>
              Go on
            </Button>
          )}
          {!isStopped && <Button onClick={onClose}>Bring another file</Button>}
        </Group>
      </Stack>
      <TakeBackDialog row={asking ? row : null} onClose={() => ask(false)} />
    </Step>
  );
}
