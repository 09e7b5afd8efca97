import { Button, Group, Table, Text, TextInput } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import { stateLooks, stateWords } from "../agents/states";
import type { FloorAgent } from "../api/types";
import { useNow } from "../foundation/clock";
import { Empty } from "../foundation/QueryView";
import { agentTableId } from "./agentForm";
import { inOrder, sorted } from "./order";
import { callWords, flagsInWords, stateTime } from "./words";

interface AgentTableProps {
  agents: FloorAgent[];
  find: string;
  onFind: (text: string) => void;
  chosen: string | null;
  onChoose: (id: string) => void;
  /** A key of the table other than find and the arrows; true where it means something. */
  onKey: (key: string) => boolean;
}

/** All agents in rows of 30 px. Rows stay where they are until "Sort"; the keys are those of the table, and only while it has the focus. */
export function AgentTable({ agents, find, onFind, chosen, onChoose, onKey }: AgentTableProps) {
  const [order, setOrder] = useState(() => sorted(agents));
  const field = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const rows = inOrder(agents, order);

  const press = (event: KeyboardEvent) => {
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.altKey || (ctrl && event.key.toLowerCase() !== "z")) return;
    const place = rows.findIndex((agent) => agent.id === chosen);
    if (event.key === "/") field.current?.focus();
    else if (event.key === "ArrowDown") go(Math.min(rows.length - 1, place + 1));
    else if (event.key === "ArrowUp") go(Math.max(0, place - 1));
    else if (!onKey(ctrl ? "Ctrl+Z" : event.key.toUpperCase())) return;
    event.preventDefault();
  };
  const go = (place: number) => {
    const next = rows[place];
    if (!next) return;
    onChoose(next.id);
    document.getElementById(`agent-${next.id}`)?.scrollIntoView({ block: "nearest" });
  };

  return (
    <section className="floorAgents" aria-label="Agents">
      <Group gap={6} p={6} wrap="nowrap">
        <TextInput
          ref={field}
          aria-label="Find an agent"
          placeholder="Find an agent ( / )"
          size="xs"
          styles={{ input: { height: 32 } }}
          flex={1}
          value={find}
          onChange={(event) => onFind(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && table.current?.focus()}
        />
        <Text size="xs" c="dimmed">
          {agents.length} agents
        </Text>
        <Button size="xs" h={32} variant="default" onClick={() => setOrder(sorted(agents))}>
          Sort
        </Button>
      </Group>
      {agents.length === 0 ? (
        <Empty>{find ? "No agent of that name." : "No agents yet."}</Empty>
      ) : (
        <div
          ref={table}
          id={agentTableId}
          className="agentScroll"
          role="listbox"
          tabIndex={0}
          aria-label="Agents by state"
          aria-activedescendant={chosen ? `agent-${chosen}` : undefined}
          onKeyDown={press}
        >
          <Table className="agentTable figures" role="presentation" highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={132}>Agent</Table.Th>
                <Table.Th w={172}>State</Table.Th>
                <Table.Th>Practice</Table.Th>
                <Table.Th>Queue</Table.Th>
                <Table.Th className="number" w={48}>
                  Calls
                </Table.Th>
                <Table.Th w={118}>Flag</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((agent) => (
                <AgentRow key={agent.id} agent={agent} chosen={agent.id === chosen} onChoose={onChoose} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}

interface AgentRowProps {
  agent: FloorAgent;
  chosen: boolean;
  onChoose: (id: string) => void;
}

function AgentRow({ agent, chosen, onChoose }: AgentRowProps) {
  const now = useNow();
  const look = stateLooks[agent.state];
  return (
    // The listbox above has the keys; a row is only pointed at.
    <Table.Tr
      id={`agent-${agent.id}`}
      role="option"
      aria-selected={chosen}
      className={chosen ? "chosenRow" : undefined}
      onClick={() => onChoose(agent.id)}
    >
      <Table.Td className="cut">{agent.name}</Table.Td>
      <Table.Td>
        <span
          className="statePill"
          style={{ background: `var(--mantine-color-${look.background.replace(".", "-")})`, color: look.color }}
        >
          {look.icon}
          <span className="cut">
            {agent.state === "phoneLost" ? "Phone lost" : stateWords(agent.state, agent.reason)}
          </span>
          <span>{stateTime(agent, now)}</span>
        </span>
      </Table.Td>
      <Table.Td className="cut">{agent.call?.practice.name ?? "–"}</Table.Td>
      <Table.Td className="cut">{callWords(agent)}</Table.Td>
      <Table.Td className="number">{agent.callsToday}</Table.Td>
      <Table.Td className="cut flagged">{flagsInWords(agent.flags)}</Table.Td>
    </Table.Tr>
  );
}
