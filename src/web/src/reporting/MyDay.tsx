import { Box, Table, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { stateLooks } from "../agents/states";
import type { AgentState, MyDay } from "../api/types";
import { dayWords, duration, zoneWords } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { myDayQuery } from "./dayQueries";
import { FigureTable } from "./FigureTable";

/** The agent's own day: what was done, against the targets of the practice, and where the time went. */
export function MyDayPage() {
  const query = useQuery({ ...myDayQuery, refetchInterval: 15_000 });
  const day = query.data;
  return (
    <Page title="My day" permission="agent.work" note={day && `${dayWords(day.day)}, times in ${zoneWords(day.zone)}`}>
      <QueryView query={query} loading="Loading your day">
        {(found) => (
          <>
            <FigureTable label="My day against the targets" figures={found.figures} />
            <Title order={2}>Where the time went</Title>
            <TimeByState states={found.states} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function TimeByState({ states }: { states: MyDay["states"] }) {
  if (states.length === 0) return <div>You have not been signed in today.</div>;
  return (
    <Box maw={420}>
      <TableBox label="Time by state" whole>
        <Table>
          <Table.Tbody>
            {states.map(({ state, seconds }) => (
              <Table.Tr key={state}>
                <Table.Th scope="row" fw={400}>
                  {stateLooks[state as AgentState].word}
                </Table.Th>
                <Table.Td className="number">{duration(seconds)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableBox>
    </Box>
  );
}
