import { Table, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { agentsQuery } from "../agents/queries";
import type { InteractionDetail } from "../api/types";
import { clockTime, duration } from "../foundation/formats";
import { useCan } from "../identity/session";
import { queuesQuery } from "../routing/queries";
import { eventWords, type Names } from "./eventWords";

/** What happened, in order: the time, the offset from the start, and words. */
export function Timeline({ call }: { call: InteractionDetail }) {
  const { events, startedAt } = call;
  const names = useNames(call);
  const start = Date.parse(startedAt);
  const ordered = events.toSorted((a, b) => a.at.localeCompare(b.at));
  return (
    <section className="panel" aria-label="Timeline">
      <Title order={2} mb={6}>
        Timeline
      </Title>
      <Table verticalSpacing={3} horizontalSpacing={6} withRowBorders={false}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={84}>Time</Table.Th>
            <Table.Th w={70} className="number">
              After
            </Table.Th>
            <Table.Th>What</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ordered.map((event, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list only ever grows at its end
            <Table.Tr key={index}>
              <Table.Td className="figures">{clockTime(event.at)}</Table.Td>
              <Table.Td className="number">{duration((Date.parse(event.at) - start) / 1000)}</Table.Td>
              <Table.Td>{eventWords(event, names)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** The names that this person may know: those of the call itself, then of all agents and queues they may list. */
function useNames(call: InteractionDetail): Names {
  const can = useCan();
  const agents = useQuery({ ...agentsQuery, enabled: can("agents.read") }).data?.items ?? [];
  const queues = useQuery({ ...queuesQuery, enabled: can("queues.read") }).data?.items ?? [];
  const named = [...agents, ...queues, call.agent, call.queue].filter((each) => each !== null && each !== undefined);
  return new Map(named.map(({ id, name }) => [id, name]));
}
