import { Button, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ListPage, PatientList } from "../api/types";
import { dateWords, dayOf, hourMinute, zoneWords } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { Empty, QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { cellWords, people } from "./listWords";
import { listsQuery, printQuery } from "./queries";

const route = getRouteApi("/shell/lists/print");

/** A list as it goes on paper: each sheet says whose it is and when it was asked. Whoever opens it is in the audit trail as printing. */
export function PrintedList() {
  const { list: id = "", sort, descending } = route.useSearch();
  const list = useQuery(listsQuery).data?.items.find((each) => each.id === id);
  const printed = useQuery({
    ...printQuery(id, sort ? { sort, descending: descending ?? false } : {}),
    enabled: Boolean(list && !list.why),
  });
  return (
    <Page
      title="Print a list"
      permission="lists.read"
      actions={
        <>
          <Link to="/lists" search={{ list: id, sort, descending }}>
            Back to the list
          </Link>
          <Button disabled={!printed.data} onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      {list?.why ? (
        <Empty>{list.why}</Empty>
      ) : (
        <QueryView
          query={printed}
          loading="Loading people"
          isEmpty={(page) => page.items.length === 0}
          empty="Nobody meets these conditions now."
        >
          {(page) => list && <Sheet list={list} page={page} />}
        </QueryView>
      )}
    </Page>
  );
}

function Sheet({ list, page }: { list: PatientList; page: ListPage }) {
  const when = `${dateWords(dayOf(page.asOf, page.timeZone))}, ${hourMinute(page.asOf, page.timeZone)} ${zoneWords(page.timeZone)}`;
  const left = page.total - page.items.length;
  return (
    <>
      {left > 0 && (
        <Text>
          The first {page.items.length.toLocaleString("en-US")} of {people(page.total)}: export the list for all of
          them.
        </Text>
      )}
      <TableBox label="The list on paper" whole>
        <Table className="sheet">
          <Table.Thead>
            <Table.Tr>
              {/* The head of a table stands on each sheet again. */}
              <Table.Th colSpan={page.columns.length}>
                {list.practice}: {list.name}. {people(page.total)}, as of {when}. Confidential.
              </Table.Th>
            </Table.Tr>
            <Table.Tr>
              {page.columns.map((column) => (
                <Table.Th key={column.key}>{column.title}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {page.items.map((row) => (
              <Table.Tr key={row.id}>
                {page.columns.map((column) =>
                  column.key === "name" ? (
                    <Table.Th key="name" scope="row" fw={400}>
                      {row.vip ? `${row.name}, VIP` : row.name}
                    </Table.Th>
                  ) : (
                    <Table.Td key={column.key}>{cellWords(row.cells[column.key], column, page.timeZone)}</Table.Td>
                  ),
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableBox>
    </>
  );
}
