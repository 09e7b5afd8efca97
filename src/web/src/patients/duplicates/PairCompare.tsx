import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNow } from "../../foundation/clock";
import { tellFailure, tellUndo } from "../../foundation/notify";
import { Empty, QueryView } from "../../foundation/QueryView";
import { ConfirmMerge } from "./ConfirmMerge";
import { PairTable } from "./PairTable";
import { certaintyWords, isShown, linesOf, type ShownPair, type Side, sideWords, suggested, taken } from "./pairWords";
import { keepApart, mergePair, pairQuery, reopenPair, unmergePair } from "./queries";

/** One pair side by side, with the decision. */
export function PairCompare({ id }: { id: string }) {
  const query = useQuery(pairQuery(id));
  return (
    <QueryView query={query} loading="Loading the pair">
      {(detail) =>
        !isShown(detail) ? (
          <Empty>One of the two is a VIP. Look them up and say why; then both records are shown here.</Empty>
        ) : detail.pair.state === "open" ? (
          <Undecided detail={detail} />
        ) : (
          <Decided key={detail.pair.state} detail={detail} />
        )
      }
    </QueryView>
  );
}

/** A decision: the queue is asked for anew, and while the message stands it can be taken back. */
function useDecision(decide: () => Promise<unknown>, said: string, undo?: () => Promise<unknown>) {
  const queryClient = useQueryClient();
  const anew = () => queryClient.invalidateQueries({ queryKey: ["duplicates"] });
  const back = useMutation({ mutationFn: async () => undo?.(), onError: tellFailure, onSettled: anew });
  return useMutation({
    mutationFn: decide,
    onSuccess: () => tellUndo(said, () => back.mutate()),
    onError: tellFailure,
    onSettled: anew,
  });
}

function Undecided({ detail }: { detail: ShownPair }) {
  const now = useNow();
  const { id } = detail.pair;
  const [survivor, survive] = useState<Side>(() => suggested(detail));
  const [chosen, setChosen] = useState<{ [choice: string]: Side }>({});
  const [asking, ask] = useState(false);
  const lines = linesOf(detail, now);
  const merging = useDecision(
    () => mergePair(id, detail[survivor].id, taken(lines, survivor, chosen)),
    "Merged into one record",
    () => unmergePair(id),
  );
  const parting = useDecision(
    () => keepApart(id),
    "Decided: two people",
    () => reopenPair(id),
  );
  return (
    <Stack gap={10} className="panel">
      <Group justify="space-between">
        <Text fw={600}>{certaintyWords(detail.pair.certainty, detail.pair.probability)}</Text>
        <Group gap={8}>
          <Button variant="default" loading={parting.isPending} onClick={() => parting.mutate()}>
            Not the same person
          </Button>
          <Button loading={merging.isPending} onClick={() => ask(true)}>
            Merge
          </Button>
        </Group>
      </Group>
      <PairTable
        lines={lines}
        survivor={survivor}
        onSurvivor={survive}
        chosen={chosen}
        onChoose={(choice, side) => setChosen({ ...chosen, [choice]: side })}
      />
      <ConfirmMerge
        opened={asking}
        survivor={survivor}
        onClose={() => ask(false)}
        onMerge={() => {
          ask(false);
          merging.mutate();
        }}
      />
    </Stack>
  );
}

/** A pair that was decided: what it was, and the way back. */
function Decided({ detail }: { detail: ShownPair }) {
  const now = useNow();
  const { id, state } = detail.pair;
  const isMerged = state === "merged";
  const undoing = useDecision(
    () => (isMerged ? unmergePair(id) : reopenPair(id)),
    isMerged ? "Two records again" : "Back in the queue",
    isMerged ? undefined : () => keepApart(id),
  );
  const stays: Side = detail.survivor === detail.other.id ? "other" : "one";
  return (
    <Stack gap={10} className="panel">
      <Group justify="space-between">
        <Text fw={600}>
          {isMerged ? `Merged: the ${sideWords[stays].toLowerCase()} stays` : "Decided to be two people"}
        </Text>
        <Button variant="default" loading={undoing.isPending} onClick={() => undoing.mutate()}>
          {isMerged ? "Undo the merge" : "Put back into the queue"}
        </Button>
      </Group>
      <PairTable lines={linesOf(detail, now)} />
    </Stack>
  );
}
