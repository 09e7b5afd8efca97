import { Table } from "@mantine/core";
import type { BulkPerson } from "../../api/types";
import { dateWords } from "../../foundation/formats";
import { TableBox } from "../../foundation/TableBox";
import { VipMark } from "../../patients/VipMark";
import { valueWords, whyWords } from "./bulkWords";

interface BulkPeopleProps {
  label: string;
  field: string;
  people: BulkPerson[];
  /** Whether a column says why each is left. */
  withWhy: boolean;
}

/** People of a bulk change: what they had, what they have of it, and why somebody was left. */
export function BulkPeople({ label, field, people, withWhy }: BulkPeopleProps) {
  const headings = withWhy ? ["Name", "Born", "Before", "Why"] : ["Name", "Born", "Before", "After"];
  return (
    <TableBox label={label} whole>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {headings.map((heading) => (
              <Table.Th key={heading}>{heading}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Th scope="row" fw={400}>
                {person.name}
                <VipMark vip={person.vip} />
              </Table.Th>
              <Table.Td>{person.bornOn ? dateWords(person.bornOn) : "–"}</Table.Td>
              <Table.Td>{valueWords(field, person.before)}</Table.Td>
              <Table.Td className={withWhy ? "words" : undefined}>
                {withWhy ? whyWords(person.why) : valueWords(field, person.after)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  );
}
