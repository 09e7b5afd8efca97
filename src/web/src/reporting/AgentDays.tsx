import { Table, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { AgentDayBoard } from "../api/types";
import { figure } from "../foundation/formats";
import { QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { agentDaysQuery } from "./dayQueries";
import { Met } from "./Met";
import { TargetField } from "./TargetField";

/** What each agent of the practice has done today, as far as the reader leads them. */
export function AgentDays({ practice, mayEdit }: { practice: string; mayEdit: boolean }) {
  return (
    <QueryView
      query={useQuery(agentDaysQuery(practice))}
      loading="Loading the agents' day"
      isEmpty={(board) => board.agents.length === 0}
      empty="Nobody of this practice is in your team."
    >
      {(board) => (
        <AgentTable board={board} targets={mayEdit && <Targets practice={practice} columns={board.columns} />} />
      )}
    </QueryView>
  );
}

/** What the practice wants of each column that can be aimed at. */
function Targets({ practice, columns }: { practice: string; columns: AgentDayBoard["columns"] }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        Target
      </Table.Th>
      {columns.map((column) => (
        <Table.Td key={column.key} className="number">
          <TargetField practice={practice} line={column} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

interface AgentTableProps {
  board: AgentDayBoard;
  /** The row under the headings, where they can be set. */
  targets: ReactNode;
}

function AgentTable({ board: { columns, agents }, targets }: AgentTableProps) {
  return (
    <TableBox label="Agents today" wide>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Agent</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column.key} className="number">
                <Tooltip label={column.formula}>
                  <button type="button" className="plainButton dotted">
                    {column.title}
                  </button>
                </Tooltip>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {targets}
          {agents.map((agent) => (
            <Table.Tr key={agent.id}>
              <Table.Th scope="row" fw={400}>
                {agent.name}
              </Table.Th>
              {columns.map((column) => {
                const value = agent.values[column.key];
                const missed = agent.missed.includes(column.key);
                return (
                  <Table.Td key={column.key} className="number">
                    {figure(value, column.unit)} {missed && <Met met={false} />}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  );
}
