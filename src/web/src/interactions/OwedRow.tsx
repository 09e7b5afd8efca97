import { Table } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Owed } from "../api/types";
import { useNow } from "../foundation/clock";
import { dayTime, phoneNumber, waitedWords } from "../foundation/formats";
import { OwedActions } from "./OwedActions";
import { OwedDue } from "./OwedDue";
import { closedWords, owedKindWords } from "./owedWords";

/** One person who is owed a call. */
export function OwedRow({ entry }: { entry: Owed }) {
  const now = useNow();
  const closed = entry.closedAt;
  return (
    <Table.Tr>
      <Table.Td>
        <OwedDue entry={entry} now={now} />
      </Table.Td>
      <Table.Td>
        <Link to="/calls/$id" params={{ id: entry.interactionId }}>
          {owedKindWords(entry.kind)}
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
