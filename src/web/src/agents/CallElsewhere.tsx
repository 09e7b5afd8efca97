import { Button, Kbd } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { AgentMe } from "../api/types";
import { secondsSince, useNow } from "../foundation/clock";
import { duration } from "../foundation/formats";
import { phone } from "../phone/phone";
import { agentMeQuery } from "./queries";
import { stateLooks } from "./states";

/** The agent's call on pages other than the desk, in the header: F2 goes there, and answers what rings. */
export function CallElsewhere() {
  const agent = useQuery(agentMeQuery).data;
  return agent?.call ? <ToDesk agent={agent} practice={agent.call.practice.name} /> : null;
}

function ToDesk({ agent, practice }: { agent: AgentMe; practice: string }) {
  const now = useNow();
  const router = useRouter();
  const rings = agent.call?.state === "offered";
  const look = stateLooks[agent.state];
  const go = () => {
    if (rings && agent.phone.kind === "browser") phone.answer();
    void router.navigate({ to: "/desk" });
  };
  useHotkeys([["F2", go]], []);
  return (
    <Button
      h={32}
      px={10}
      flex="none"
      bg={look.background}
      c={look.color}
      onClick={go}
      rightSection={<Kbd size="xs">F2</Kbd>}
    >
      {rings
        ? `Answer ${practice}`
        : `${practice} ${duration(secondsSince(agent.call?.since ?? agent.since, now))}, to the desk`}
    </Button>
  );
}
