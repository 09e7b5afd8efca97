import { Radio, Table, Text } from "@mantine/core";
import { TableBox } from "../../foundation/TableBox";
import { isChoice, type Line, type Side, sides, sideWords } from "./pairWords";

interface PairTableProps {
  lines: Line[];
  /** Without these there is nothing to choose. */
  survivor?: Side;
  onSurvivor?: (side: Side) => void;
  chosen?: { [choice: string]: Side };
  onChoose?: (choice: string, side: Side) => void;
}

/** Two records side by side. How far they agree stands in words; where they differ a value is picked, by arrow keys too. */
export function PairTable({ lines, survivor, onSurvivor, chosen = {}, onChoose }: PairTableProps) {
  return (
    <TableBox label="The two records" whole>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Field</Table.Th>
            {sides.map((side) => (
              <Table.Th key={side}>{sideWords[side]}</Table.Th>
            ))}
            <Table.Th>Agreement</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {survivor && onSurvivor && (
            <Table.Tr>
              <Table.Th scope="row">Record</Table.Th>
              {sides.map((side) => (
                <Table.Td key={side}>
                  <Radio
                    name="survivor"
                    label={survivor === side ? "Stays" : "Goes"}
                    aria-label={`${sideWords[side]} stays`}
                    checked={survivor === side}
                    onChange={() => onSurvivor(side)}
                  />
                </Table.Td>
              ))}
              <Table.Td />
            </Table.Tr>
          )}
          {lines.map((line) => (
            <Table.Tr key={line.label}>
              <Table.Th scope="row">{line.label}</Table.Th>
              {sides.map((side) => (
                <Table.Td key={side} className="words">
                  {survivor && onChoose && isChoice(line) ? (
                    <Radio
                      name={`take-${line.choice}`}
                      label={line[side]}
                      aria-label={`${line.label} ${line[side]}, ${sideWords[side].toLowerCase()}`}
                      checked={(chosen[line.choice ?? ""] ?? survivor) === side}
                      onChange={() => onChoose(line.choice ?? "", side)}
                    />
                  ) : (
                    line[side] || "–"
                  )}
                </Table.Td>
              ))}
              <Table.Td>
                <Text fw={line.agrees === "Different" ? 600 : 400}>{line.agrees}</Text>
                {survivor && line.union && line.one !== line.other && (
                  <Text size="sm" c="dimmed">
                    All are kept
                  </Text>
                )}
                {survivor && line.choice && !isChoice(line) && line.one !== line.other && (
                  <Text size="sm" c="dimmed">
                    Kept from the one record
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  );
}
