import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import type { DayFigure } from "../api/types";
import { figure } from "../foundation/formats";
import { TableBox } from "../foundation/TableBox";
import { Met } from "./Met";
import { targetWords } from "./targetWords";

interface FigureTableProps {
  label: string;
  figures: DayFigure[];
  /** What the value is shown as, where it leads somewhere. */
  value?: (line: DayFigure) => ReactNode;
  /** What the target is shown as, where it can be changed. */
  target?: (line: DayFigure) => ReactNode;
}

/** Each figure with its target, whether it is met, and how it is counted. */
export function FigureTable({
  label,
  figures,
  value = (line) => figure(line.value, line.unit),
  target = targetWords,
}: FigureTableProps) {
  return (
    <TableBox label={label} whole>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Figure</Table.Th>
            <Table.Th className="number">Today</Table.Th>
            <Table.Th>Target</Table.Th>
            <Table.Th>Result</Table.Th>
            <Table.Th>How it is counted</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {figures.map((line) => (
            <Table.Tr key={line.key}>
              <Table.Th scope="row" fw={600}>
                {line.title}
              </Table.Th>
              <Table.Td className="number" fw={600}>
                {value(line)}
              </Table.Td>
              <Table.Td>{target(line)}</Table.Td>
              <Table.Td>
                <Met met={line.met} />
              </Table.Td>
              <Table.Td className="words">{line.formula}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  );
}
