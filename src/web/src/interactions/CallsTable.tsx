import { Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Interaction } from "../api/types";
import { useNow } from "../foundation/clock";
import { dayTime, duration, phoneNumber } from "../foundation/formats";
import { TableBox } from "../foundation/TableBox";
import { needsWrapUp } from "./needsWrapUp";
import { callerTypeWords, directionWords, outcomeWords, outsideNumber, resolvedWords } from "./words";

const headings = ["Time", "Practice", "Way", "Number", "Queue", "Agent", "Caller", "Outcome"] as const;
const figures = ["Waited", "Talked", "Wrap-up"] as const;

/** Calls as rows, newest first as they come; the time opens the call. */
export function CallsTable({ calls, label, zone }: { calls: Interaction[]; label: string; zone?: string }) {
  return (
    <TableBox label={label}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {headings.map((heading) => (
              <Table.Th key={heading}>{heading}</Table.Th>
            ))}
            {figures.map((heading) => (
              <Table.Th key={heading} className="number">
                {heading}
              </Table.Th>
            ))}
            <Table.Th>Recorded</Table.Th>
            <Table.Th>Resolved</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {calls.map((call) => (
            <CallRow key={call.id} call={call} zone={zone} />
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  );
}

function CallRow({ call, zone }: { call: Interaction; zone?: string }) {
  const now = useNow();
  return (
    <Table.Tr>
      <Table.Td className="figures">
        <Link to="/calls/$id" params={{ id: call.id }}>
          {dayTime(call.startedAt, now, zone)}
        </Link>
      </Table.Td>
      <Table.Td className="name" title={call.practice.name}>
        {call.practice.name}
      </Table.Td>
      <Table.Td>{directionWords(call.direction)}</Table.Td>
      <Table.Td className="figures">{phoneNumber(outsideNumber(call))}</Table.Td>
      <Table.Td>{call.queue?.name ?? "–"}</Table.Td>
      <Table.Td>{call.agent?.name ?? "–"}</Table.Td>
      <Table.Td>{callerTypeWords(call.callerType)}</Table.Td>
      <Table.Td>{outcomeWords(call)}</Table.Td>
      <Table.Td className="number">{duration(call.queueSeconds)}</Table.Td>
      <Table.Td className="number">{duration(call.talkSeconds)}</Table.Td>
      <Table.Td className="number">
        {needsWrapUp(call) ? (
          <Text span fz={13} fw={600} c="red.9">
            missing
          </Text>
        ) : (
          duration(call.wrapUpSeconds)
        )}
      </Table.Td>
      <Table.Td>{call.recorded ? "Yes" : call.voicemail ? "Voicemail" : "No"}</Table.Td>
      <Table.Td>{resolvedWords(call.resolved)}</Table.Td>
    </Table.Tr>
  );
}
