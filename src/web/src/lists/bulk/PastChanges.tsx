import { Button, Table, Title } from "@mantine/core";
import type { BulkChange } from "../../api/types";
import { useNow } from "../../foundation/clock";
import { dayTime } from "../../foundation/formats";
import { Pages } from "../../foundation/Pages";
import { TableBox } from "../../foundation/TableBox";
import { changeWords, stateWords } from "./bulkWords";
import { pageSize } from "./queries";

const headings = ["Change", "List", "Practice", "Begun", "By", "Why", "Changed", "State"];

interface PastChangesProps {
  changes: BulkChange[];
  total: number;
  page: number;
  onPage: (page: number) => void;
  /** The one that is open above. */
  open: string | undefined;
  onOpen: (id: string) => void;
}

/** All bulk changes of one's practices, the newest first. */
export function PastChanges({ changes, total, page, onPage, open, onOpen }: PastChangesProps) {
  const now = useNow();
  return (
    <>
      <Title order={2}>All bulk changes</Title>
      <TableBox label="All bulk changes" whole>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {headings.map((heading) => (
                <Table.Th key={heading} className={heading === "Changed" ? "number" : undefined}>
                  {heading}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map((change) => (
              <Table.Tr key={change.id} aria-current={change.id === open ? "true" : undefined}>
                <Table.Th scope="row">
                  <Button variant="subtle" size="compact-sm" h={32} px={4} onClick={() => onOpen(change.id)}>
                    {changeWords(change)}
                  </Button>
                </Table.Th>
                <Table.Td>{change.listName}</Table.Td>
                <Table.Td>{change.practice}</Table.Td>
                <Table.Td>{dayTime(change.begunAt, now)}</Table.Td>
                <Table.Td>{change.by}</Table.Td>
                <Table.Td className="words">{change.reason}</Table.Td>
                <Table.Td className="number">{change.changed.toLocaleString("en-US")}</Table.Td>
                <Table.Td className="words">{stateWords(change)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableBox>
      <Pages page={page} size={pageSize} total={total} onPage={onPage} />
    </>
  );
}
