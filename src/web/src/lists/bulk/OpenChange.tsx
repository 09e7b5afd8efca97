import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { BulkChange } from "../../api/types";
import { wordsOf } from "../../foundation/api";
import { useNow } from "../../foundation/clock";
import { dayTime } from "../../foundation/formats";
import { QueryView } from "../../foundation/QueryView";
import { Step } from "../../foundation/Step";
import { people } from "../listWords";
import { changeWords, isUnderWay, shareOf, stateWords } from "./bulkWords";
import { ChangedPeople } from "./ChangedPeople";
import { changeQuery, goOn, stop, undo } from "./queries";
import { steps } from "./steps";
import { UndoDialog } from "./UndoDialog";

/** One bulk change: how far it is, what it did, and how it is undone. */
export function OpenChange({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery(changeQuery(id));
  return (
    <QueryView query={query} loading="Loading the change">
      {(change) => <Result change={change} onClose={onClose} />}
    </QueryView>
  );
}

function Result({ change, onClose }: { change: BulkChange; onClose: () => void }) {
  const now = useNow();
  const queryClient = useQueryClient();
  const [asking, ask] = useState(false);
  const busy = isUnderWay(change);
  useEffect(() => {
    // What lists have shown of these people is no longer so.
    if (!busy) queryClient.removeQueries({ queryKey: ["listPeople"] });
  }, [busy, queryClient]);
  const act = useMutation({
    mutationFn: (doing: (id: string) => Promise<unknown>) => doing(change.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["bulkChanges"] }),
  });
  const undoable = !busy && change.state !== "undone" && change.changed > 0;
  const words = stateWords(change);
  return (
    <Step
      steps={steps}
      number={3}
      title={changeWords(change)}
      note={`${people(change.people)} of ${change.listName}, ${change.practice}`}
    >
      <Stack gap={12}>
        <Text role="status" fw={600}>
          {words}
        </Text>
        {busy && <Progress value={shareOf(change)} aria-label={words} size="lg" />}
        <Text>
          By {change.by}, {dayTime(change.begunAt, now)}: {change.reason}
          {change.undoneBy && change.undoneAt && `. Undone by ${change.undoneBy}, ${dayTime(change.undoneAt, now)}`}
        </Text>
        {change.why && (
          <Alert color="red.9" title="It stopped">
            {change.why}
          </Alert>
        )}
        {busy ? (
          <Text c="dimmed">You may leave this page: it goes on, and stands below.</Text>
        ) : (
          <ChangedPeople change={change} />
        )}
        {act.isError && (
          <Text role="alert" c="red.9">
            {wordsOf(act.error)}
          </Text>
        )}
        {undoable && change.whyNotUndo && <Text c="dimmed">{change.whyNotUndo}</Text>}
        <Group justify="flex-end" gap={8}>
          {change.state === "running" && (
            <Button variant="default" loading={act.isPending} onClick={() => act.mutate(stop)}>
              Stop
            </Button>
          )}
          {change.mayGoOn && (
            <Button variant="default" loading={act.isPending} onClick={() => act.mutate(goOn)}>
              Go on
            </Button>
          )}
          {undoable && !change.whyNotUndo && (
            <Button variant="default" onClick={() => ask(true)}>
              Undo
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </Group>
      </Stack>
      <UndoDialog change={change} opened={asking} onClose={() => ask(false)} onConfirm={() => act.mutateAsync(undo)} />
    </Step>
  );
}
