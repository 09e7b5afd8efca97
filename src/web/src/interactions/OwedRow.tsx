import { Button, Group, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Owed } from "../api/types";
import { api, ask } from "../foundation/api";
import { useNow } from "../foundation/clock";
import { dayTime, dueWords, phoneNumber, sentence, waitedWords } from "../foundation/formats";
import { tell, tellFailure } from "../foundation/notify";
import { ReasonDialog } from "../foundation/ReasonDialog";
import { useCan, useMe } from "../identity/session";

const closeReasons = ["Reached another way", "Called again and got through", "Wrong number", "Not wanted"] as const;

const kindWords: { [kind: string]: string } = {
  abandoned: "Abandoned",
  voicemail: "Voicemail",
  callBack: "Call-back",
  returnedTransfer: "Returned transfer",
  interrupted: "Interrupted",
};

const closingWords = {
  gotThrough: "Got through",
  calledBack: "Called back",
  byHand: "Closed by hand",
  withdrawn: "Promise taken back",
};

/** Why an entry is closed: the reason that was typed, else what closed it. */
const closedWords = (entry: Owed) => entry.closeReason || (entry.closing ? closingWords[entry.closing] : "–");

export function OwedRow({ entry }: { entry: Owed }) {
  const now = useNow();
  const closed = entry.closedAt;
  return (
    <Table.Tr>
      <Table.Td>
        <Text
          fw={entry.overdue && !closed ? 700 : 400}
          c={entry.overdue && !closed ? "red.9" : undefined}
          className="figures"
        >
          {closed ? `closed ${dayTime(closed, now)}` : dueWords(entry.dueAt, now)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Link to="/calls/$id" params={{ id: entry.interactionId }}>
          {kindWords[entry.kind] ?? sentence(entry.kind)}
        </Link>
      </Table.Td>
      <Table.Td className="figures">{phoneNumber(entry.number)}</Table.Td>
      <Table.Td className="name" title={entry.practice.name}>
        {entry.practice.name}
      </Table.Td>
      <Table.Td>{entry.queue?.name ?? "–"}</Table.Td>
      <Table.Td className="figures">
        {closed ? dayTime(entry.createdAt, now) : waitedWords(entry.createdAt, now)}
      </Table.Td>
      <Table.Td className="figures">{entry.attempts}</Table.Td>
      <Table.Td>{entry.owner?.name ?? "nobody"}</Table.Td>
      <Table.Td className="actions">{closed ? closedWords(entry) : <OwedActions entry={entry} />}</Table.Td>
    </Table.Tr>
  );
}

function OwedActions({ entry }: { entry: Owed }) {
  const me = useMe();
  const can = useCan();
  const queryClient = useQueryClient();
  const [closing, dialog] = useDisclosure(false);
  const path = { params: { path: { id: entry.id } } };
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["owed"] });
  const mine = entry.owner?.id === me?.id;
  const claim = useMutation({
    mutationFn: () => ask(mine ? api.POST("/api/owed/{id}/release", path) : api.POST("/api/owed/{id}/claim", path)),
    onError: tellFailure,
    onSettled: refresh,
  });
  const call = useMutation({
    mutationFn: () => ask(api.POST("/api/calls", { body: { to: entry.number } })),
    onSuccess: () => tell("Your phone rings first, then theirs"),
    onError: tellFailure,
    onSettled: refresh,
  });
  const close = (reason: string) => ask(api.POST("/api/owed/{id}/close", { ...path, body: { reason } })).then(refresh);
  if (!can("owed.work")) return null;
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      {can("calls.make") && (
        <Button size="xs" h={32} loading={call.isPending} onClick={() => call.mutate()}>
          Call back
        </Button>
      )}
      {(mine || !entry.owner) && (
        <Button size="xs" h={32} variant="default" loading={claim.isPending} onClick={() => claim.mutate()}>
          {mine ? "Release" : "Claim"}
        </Button>
      )}
      <Button size="xs" h={32} variant="default" onClick={dialog.open}>
        Close
      </Button>
      <ReasonDialog
        title="Close without a call"
        label="Why is nothing owed any more?"
        note="It closes by itself when the person is reached."
        confirmWords="Close it"
        suggestions={closeReasons}
        opened={closing}
        onClose={dialog.close}
        onConfirm={close}
      />
    </Group>
  );
}
