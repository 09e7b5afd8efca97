import { Badge, Text } from "@mantine/core";
import { shownState, stateLooks, stateWords } from "../../agents/states";
import type { AgentMe } from "../../api/types";
import { secondsSince, useNow } from "../../foundation/clock";
import { duration } from "../../foundation/formats";

const checkBackAfter = 120;

/** The state in word, icon and colour, with its running time; a caller on hold for two minutes is owed a word. */
export function StateAndTimer({ agent }: { agent: AgentMe }) {
  const now = useNow();
  const state = shownState(agent);
  const look = stateLooks[state];
  const call = agent.call;
  const since = call && agent.state !== "wrapUp" ? call.since : agent.since;
  const held = call?.heldSince ? secondsSince(call.heldSince, now) : 0;
  return (
    <div className="callState">
      <Badge size="lg" tt="none" bg={look.background} c={look.color} leftSection={look.icon} radius="sm">
        {stateWords(state, agent.reason)}
      </Badge>
      {held >= checkBackAfter ? (
        <Text role="status" className="figures checkBack">
          Check back {duration(held)}
        </Text>
      ) : (
        <Text className="figures callTimer">{duration(held || secondsSince(since, now))}</Text>
      )}
    </div>
  );
}
