import { Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Town, TownColumn } from "../api/types";
import { calls, clockTime, zoneWords } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { townQuery } from "./queries";
import { figureWords, runningWords, summaryWords, verdictWords } from "./words";

/** The report and the demo town's own log of the same calls, column by column. */
export function TownPage() {
  const query = useQuery(townQuery());
  return (
    <Page
      title="Town"
      permission="reports.read"
      note={query.data && `Times in ${zoneWords(query.data.zone)}`}
      actions={<Link to="/reports">Back to the report</Link>}
    >
      <QueryView query={query} loading="Loading what the town saw">
        {(town) => (
          <>
            <Compared town={town} />
            <Columns columns={town.columns} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Compared({ town }: { town: Town }) {
  const span = `${clockTime(town.since, town.zone)} to ${clockTime(town.until, town.zone)}`;
  return (
    <div>
      <Text fw={600} role="status">
        {summaryWords(town.calls, town.columns)}
      </Text>
      <Text>
        {calls(town.calls)} from {span}. {runningWords(town.running)} The town writes down what its people hear and do;
        times may differ by {town.toleranceSeconds} s.
      </Text>
    </div>
  );
}

function Columns({ columns }: { columns: TownColumn[] }) {
  return (
    <TableBox label="Report and town, column by column">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Column</Table.Th>
            <Table.Th className="number">Report</Table.Th>
            <Table.Th className="number">Town</Table.Th>
            <Table.Th>Compared</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map((column) => (
            <Table.Tr key={column.key}>
              <Table.Th scope="row" fw={400}>
                {column.title}
              </Table.Th>
              <Table.Td className="number">{figureWords(column.report, column.unit)}</Table.Td>
              <Table.Td className="number">{figureWords(column.town, column.unit)}</Table.Td>
              <Table.Td fw={column.verdict === "different" ? 700 : 400}>{verdictWords(column)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  );
}
