import { Button, Table } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { PatientList } from "../api/types";
import { useNow } from "../foundation/clock";
import { dayTime } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { useCan } from "../identity/session";

interface ListsTableProps {
  lists: UseQueryResult<{ items: PatientList[] }>;
  onOpen: (id: string) => void;
  onNew: () => void;
}

/** One's own lists, and those that others of one's practices share. */
export function ListsTable({ lists, onOpen, onNew }: ListsTableProps) {
  const now = useNow();
  const can = useCan();
  const navigate = useNavigate();
  return (
    <Page
      title="Lists"
      permission="lists.read"
      note="Who meets some conditions, asked anew each time."
      actions={
        <>
          {can("patients.bulk") && (
            <Button variant="default" onClick={() => void navigate({ to: "/lists/changes" })}>
              Bulk changes
            </Button>
          )}
          <Button onClick={onNew}>New list</Button>
        </>
      }
    >
      <QueryView
        query={lists}
        loading="Loading lists"
        isEmpty={({ items }) => items.length === 0}
        empty="No lists yet. A list is a set of conditions, such as “last encounter was longer ago than 12 months”, with the columns to see of whoever meets them."
      >
        {({ items }) => (
          <TableBox label="Lists" whole>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  {["Name", "Practice", "Owner", "Seen by", "Changed"].map((heading) => (
                    <Table.Th key={heading}>{heading}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((list) => (
                  <Table.Tr key={list.id}>
                    <Table.Th scope="row">
                      <Button variant="subtle" size="compact-sm" h={32} px={4} onClick={() => onOpen(list.id)}>
                        {list.name}
                      </Button>
                    </Table.Th>
                    <Table.Td>{list.practice}</Table.Td>
                    <Table.Td>{list.mine ? "You" : list.owner}</Table.Td>
                    <Table.Td>{list.shared ? "The practice" : "You alone"}</Table.Td>
                    <Table.Td>{dayTime(list.changedAt, now)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </TableBox>
        )}
      </QueryView>
    </Page>
  );
}
