import { SimpleGrid, Table, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { InboundReport } from "../api/types";
import { callerTypeWords } from "../interactions/words";
import { everything } from "./queries";
import type { CellSearch, ReportSearch } from "./reportSearch";

interface CallersProps {
  report: InboundReport;
  search: ReportSearch;
}

/** Who called and what brought them, each number with its calls behind it. */
export function Callers({ report, search }: CallersProps) {
  const { byType, bySource } = report.callers;
  const all = everything(search);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing={14}>
      <Counts
        title="Callers by type"
        rows={byType.map(({ callerType, received: count }) => ({
          words: callerTypeWords(callerType),
          count,
          cell: { ...all, callerType },
        }))}
      />
      <Counts
        title="Callers by source"
        rows={bySource.map(({ source, received: count }) => ({
          words: source || "Not said",
          count,
          cell: { ...all, source: source || "none" },
        }))}
      />
    </SimpleGrid>
  );
}

interface CountsProps {
  title: string;
  rows: { words: string; count: number; cell: CellSearch }[];
}

function Counts({ title, rows }: CountsProps) {
  return (
    <section className="panel" aria-label={title}>
      <Title order={2} mb={4}>
        {title}
      </Title>
      <Table verticalSpacing={3} withRowBorders={false}>
        <Table.Tbody>
          {rows.map(({ words, count, cell }) => (
            <Table.Tr key={words}>
              <Table.Th scope="row" fw={400}>
                {words}
              </Table.Th>
              <Table.Td className="number">
                <Link to="/reports/rows" search={cell}>
                  {count.toLocaleString("en-US")}
                </Link>
              </Table.Td>
            </Table.Tr>
          ))}
          {rows.length === 0 && (
            <Table.Tr>
              <Table.Td c="dimmed">Nothing recorded in these days.</Table.Td>
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
    </section>
  );
}
