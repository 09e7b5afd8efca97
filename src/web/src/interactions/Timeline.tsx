import { Table, Title } from "@mantine/core";
import type { InteractionEvent } from "../api/types";
import { clockTime, duration } from "../foundation/formats";
import { eventWords } from "./eventWords";

/** What happened, in order: the time, the offset from the start, and words. */
export function Timeline({ events, startedAt }: { events: InteractionEvent[]; startedAt: string }) {
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
              <Table.Td>{eventWords(event)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
