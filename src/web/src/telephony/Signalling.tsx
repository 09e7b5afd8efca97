import { Group, Switch, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useNow } from "../foundation/clock";
import { clockTime, dayTime } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { Pages } from "../foundation/Pages";
import { QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { legsQuery } from "./queries";

const size = 50;
const route = getRouteApi("/shell/signalling");

/** What the telephones said to each other, call by call, newest first: for those who look after them. */
export function Signalling() {
  const now = useNow();
  const { failed } = route.useSearch();
  const navigate = useNavigate();
  const [page, setPage] = useState(1);
  const query = useQuery(legsQuery({ failedOnly: failed || undefined, page, size }));
  return (
    <Page
      title="Signalling"
      permission="signalling.read"
      note={query.data && `${query.data.total.toLocaleString("en-US")} legs of calls`}
    >
      <Group className="noPrint">
        <Switch
          label="Only legs that failed"
          checked={failed ?? false}
          onChange={(event) => {
            setPage(1);
            void navigate({ to: "/signalling", search: { failed: event.currentTarget.checked || undefined } });
          }}
        />
      </Group>
      <QueryView
        query={query}
        loading="Loading the signalling"
        isEmpty={(list) => list.items.length === 0}
        empty={
          failed
            ? "No leg has failed."
            : "There is nothing yet. A leg of a call stands here some seconds after its end, as long as KINDLINE_SIGNALLING_DAYS says."
        }
      >
        {(list) => (
          <>
            <TableBox label="Legs of calls">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Time</Table.Th>
                    <Table.Th>Other end</Table.Th>
                    <Table.Th>Answer</Table.Th>
                    <Table.Th className="number">Seconds</Table.Th>
                    <Table.Th>Call</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {list.items.map((leg) => (
                    <Table.Tr key={leg.id}>
                      <Table.Td className="figures" title={clockTime(leg.startedAt)}>
                        {dayTime(leg.startedAt, now)}
                      </Table.Td>
                      <Table.Td>{leg.party}</Table.Td>
                      <Table.Td c={leg.failed ? "red.9" : undefined}>
                        {leg.failed ? `Failed: ${leg.answer || "no answer"}` : leg.answer}
                      </Table.Td>
                      <Table.Td className="number">{leg.seconds.toFixed(1)}</Table.Td>
                      <Table.Td>
                        <Link to="/signalling/$id" params={{ id: leg.interactionId }}>
                          Ladder
                        </Link>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </TableBox>
            <Pages page={page} size={size} total={list.total} onPage={setPage} />
          </>
        )}
      </QueryView>
    </Page>
  );
}
