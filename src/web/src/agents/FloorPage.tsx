import { Badge, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Agent, Queue } from "../api/types";
import { secondsSince, useNow } from "../foundation/clock";
import { duration } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { queuesQuery } from "../routing/queries";
import { agentsQuery } from "./queries";
import { stateLooks, stateWords } from "./states";

/** Who waits and who works, now. */
export function FloorPage() {
  const queues = useQuery(queuesQuery);
  const agents = useQuery(agentsQuery);
  return (
    <Page title="Floor" permission="agents.read">
      <Title order={2}>Queues</Title>
      <QueryView
        query={queues}
        loading="Loading queues"
        isEmpty={(list) => list.items.length === 0}
        empty="No queues yet."
      >
        {(list) => <Queues queues={list.items} />}
      </QueryView>
      <Title order={2}>Agents</Title>
      <QueryView
        query={agents}
        loading="Loading agents"
        isEmpty={(list) => list.items.length === 0}
        empty="No agents yet."
      >
        {(list) => <Agents agents={list.items} />}
      </QueryView>
    </Page>
  );
}

function Queues({ queues }: { queues: Queue[] }) {
  return (
    <TableBox label="Queues">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Queue</Table.Th>
            <Table.Th>Practice</Table.Th>
            <Table.Th className="number">Waiting</Table.Th>
            <Table.Th className="number">Longest</Table.Th>
            <Table.Th className="number">Ready</Table.Th>
            <Table.Th className="number">Busy</Table.Th>
            <Table.Th className="number">Signed in</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {queues.map((queue) => (
            <Table.Tr key={queue.id}>
              <Table.Td>{queue.name}</Table.Td>
              <Table.Td>{queue.practice.name}</Table.Td>
              <Table.Td className="number">{queue.waiting}</Table.Td>
              <Table.Td className="number">{queue.waiting ? duration(queue.longestWaitSeconds) : "–"}</Table.Td>
              <Table.Td className="number">{queue.ready}</Table.Td>
              <Table.Td className="number">{queue.busy}</Table.Td>
              <Table.Td className="number">{queue.signedIn}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  );
}

function Agents({ agents }: { agents: Agent[] }) {
  const byName = agents.toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
  return (
    <TableBox label="Agents">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Agent</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th className="number">For</Table.Th>
            <Table.Th pl={24}>On</Table.Th>
            <Table.Th>Queues</Table.Th>
            <Table.Th>Phone</Table.Th>
            <Table.Th className="number">Calls today</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {byName.map((agent) => (
            <AgentRow key={agent.id} agent={agent} />
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  );
}

function AgentRow({ agent }: { agent: Agent }) {
  const now = useNow();
  const look = stateLooks[agent.state];
  const off = agent.state === "signedOut";
  const on =
    agent.interaction &&
    (agent.interaction.queue?.name ?? (agent.interaction.direction === "outbound" ? "Outbound" : "Call"));
  return (
    <Table.Tr>
      <Table.Td>{agent.name}</Table.Td>
      <Table.Td>
        <Badge tt="none" radius="sm" bg={look.background} c={look.color} leftSection={look.icon}>
          {stateWords(agent.state, agent.reason)}
        </Badge>
      </Table.Td>
      <Table.Td className="number">{off ? "–" : duration(secondsSince(agent.since, now))}</Table.Td>
      <Table.Td pl={24}>{on ?? "–"}</Table.Td>
      <Table.Td className="words">{agent.queues.map((queue) => queue.name).join(", ") || "–"}</Table.Td>
      <Table.Td>
        <Text c={agent.phoneReachable ? undefined : off ? "dimmed" : "red.9"}>
          {agent.phoneReachable ? "Reachable" : "Not reachable"}
        </Text>
      </Table.Td>
      <Table.Td className="number">{agent.callsToday}</Table.Td>
    </Table.Tr>
  );
}
