import { Table, Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { InboundReport, ReportColumn, ReportRow } from "../api/types";
import { dayWords, figure, hourWords } from "../foundation/formats";
import { TableBox } from "../foundation/TableBox";
import { cellOf } from "./queries";
import type { ReportSearch } from "./reportSearch";

interface InboundTableProps {
  report: InboundReport;
  search: ReportSearch;
}

const placesOf = { day: ["day"], hour: ["hour"], dayHour: ["day", "hour"] } as const;
const isPlace = (column: ReportColumn) => column.key === "day" || column.key === "hour";

/** The table, its totals, and behind every number the calls that make it. */
export function InboundTable({ report, search }: InboundTableProps) {
  const by = search.by ?? "day";
  const columns = report.columns.filter((column) => !isPlace(column));
  const places = placesOf[by];
  const numbers = (row: ReportRow, at?: ReportRow) =>
    columns.map((column) => (
      <Table.Td key={column.key} className="number">
        <Figure column={column} row={row} at={at} search={search} />
      </Table.Td>
    ));
  return (
    <TableBox label="Inbound calls" wide>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {places.map((place) => (
              <Table.Th key={place}>{place === "day" ? "Day" : "Hour"}</Table.Th>
            ))}
            {columns.map((column) => (
              <Table.Th key={column.key} className="number">
                <Heading column={column} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.rows.map((row) => (
            <Table.Tr key={`${row.day} ${row.hour}`}>
              {places.map((place) => (
                <Table.Th key={place} scope="row" fw={400}>
                  {placeWords(place, row)}
                </Table.Th>
              ))}
              {numbers(row, row)}
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row" colSpan={places.length}>
              Total
            </Table.Th>
            {numbers(report.totals)}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </TableBox>
  );
}

function placeWords(place: "day" | "hour", row: ReportRow): string {
  const value = row[place];
  if (value === null || value === undefined) return "–";
  return place === "day" ? dayWords(String(value).slice(0, 10)) : hourWords(Number(value));
}

function Heading({ column }: { column: ReportColumn }) {
  if (!column.formula) return column.title;
  return (
    <Tooltip label={column.formula}>
      <button type="button" className="plainButton dotted">
        {column.title}
      </button>
    </Tooltip>
  );
}

interface FigureProps {
  column: ReportColumn;
  row: ReportRow;
  at?: ReportRow;
  search: ReportSearch;
}

function Figure({ column, row, at, search }: FigureProps) {
  const words = figure(row[column.key], column.unit);
  if (words === "–") return words;
  return (
    <Link to="/reports/rows" search={cellOf(search, column.key, at)}>
      {words}
    </Link>
  );
}
