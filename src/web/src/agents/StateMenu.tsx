import { Button, Group, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { AgentMe } from "../api/types";
import { secondsSince, useNow } from "../foundation/clock";
import { duration } from "../foundation/formats";
import { CheckIcon, CupIcon, DownIcon, OffIcon } from "../foundation/icons";
import { agentMeQuery } from "./queries";
import { useSetState } from "./setState";
import { awayReasons, shownState, stateLooks, stateWords } from "./states";
import { useShown } from "./wishes";

/** The agent's own state in the header: word, icon and running time; the menu changes it. */
export function StateMenu() {
  const agent = useQuery(agentMeQuery).data;
  return agent ? (
    <Known agent={agent} />
  ) : (
    <Button h={32} w={200} variant="default" disabled>
      State unknown
    </Button>
  );
}

function Known({ agent: me }: { agent: AgentMe }) {
  const agent = useShown(me);
  const change = useSetState();
  const look = stateLooks[shownState(agent)];
  return (
    <Menu position="bottom-start" shadow="md" width={220}>
      <Menu.Target>
        <Button
          h={32}
          w={200}
          flex="none"
          px={10}
          bg={look.background}
          c={look.color}
          justify="space-between"
          leftSection={look.icon}
          rightSection={<DownIcon />}
          styles={{ label: { flex: 1, overflow: "hidden", lineHeight: 1.5 } }}
        >
          <StateAndTime agent={agent} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<CheckIcon />} onClick={() => change({ state: "ready" })}>
          Ready
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Away</Menu.Label>
        {awayReasons.map((reason) => (
          <Menu.Item key={reason} leftSection={<CupIcon />} onClick={() => change({ state: "away", reason })}>
            {reason}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<OffIcon />} onClick={() => change({ state: "signedOut" })}>
          Sign out of queues
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function StateAndTime({ agent }: { agent: AgentMe }) {
  const now = useNow();
  return (
    <Group gap={6} wrap="nowrap" justify="space-between" w="100%">
      <span style={{ overflow: "hidden", textOverflow: "ellipsis" }}>
        {stateWords(shownState(agent), agent.reason)}
      </span>
      <span className="figures">{duration(secondsSince(agent.since, now))}</span>
    </Group>
  );
}
