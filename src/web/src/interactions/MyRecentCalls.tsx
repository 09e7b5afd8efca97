import { Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Interaction } from "../api/types";
import { useNow } from "../foundation/clock";
import { dayTime, phoneNumber } from "../foundation/formats";
import { QueryView } from "../foundation/QueryView";
import { needsWrapUp } from "./needsWrapUp";
import { interactionsQuery } from "./queries";
import { directionWords, outcomeWords, outsideNumber } from "./words";

/** Calls whose wrap-up is missing come first, each part newest first. */
export function missingFirst(calls: Interaction[]): Interaction[] {
  const rank = (call: Interaction) => (needsWrapUp(call) ? 0 : 1);
  return calls.toSorted((a, b) => rank(a) - rank(b) || b.startedAt.localeCompare(a.startedAt));
}

/** The agent's own calls, without the one on the phone. */
export function MyRecentCalls({ currentId, shown }: { currentId?: string; shown: boolean }) {
  const query = useQuery({ ...interactionsQuery({ mine: true, size: 25 }), enabled: shown });
  const now = useNow();
  const others = (calls: Interaction[]) => missingFirst(calls.filter((call) => call.id !== currentId));
  return (
    <QueryView
      query={query}
      loading="Loading your calls"
      isEmpty={(list) => others(list.items).length === 0}
      empty="No calls yet. They appear here when they have ended, those without a wrap-up first."
    >
      {(list) => (
        <Table verticalSpacing={4} horizontalSpacing={4} aria-label="My recent calls">
          <Table.Tbody>
            {others(list.items).map((call) => (
              <Table.Tr key={call.id}>
                <Table.Td className="figures" style={{ whiteSpace: "nowrap" }}>
                  <Link to="/calls/$id" params={{ id: call.id }}>
                    {dayTime(call.startedAt, now)}
                  </Link>
                </Table.Td>
                <Table.Td>{directionWords(call.direction)}</Table.Td>
                <Table.Td className="figures" style={{ whiteSpace: "nowrap" }}>
                  {phoneNumber(outsideNumber(call))}
                </Table.Td>
                <Table.Td>{call.practice.name}</Table.Td>
                <Table.Td>
                  <HowItEnded call={call} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </QueryView>
  );
}

function HowItEnded({ call }: { call: Interaction }) {
  if (needsWrapUp(call)) {
    return (
      <Text component="span" fw={600} c="red.9">
        Wrap-up missing
      </Text>
    );
  }
  return call.subjects.find((subject) => subject.dispositionText)?.dispositionText ?? outcomeWords(call);
}
