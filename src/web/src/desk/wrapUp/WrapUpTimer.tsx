import { Text } from "@mantine/core";
import type { AgentMe } from "../../api/types";
import { secondsSince, useNow } from "../../foundation/clock";
import { duration } from "../../foundation/formats";

/** Seconds that a wrap-up is meant to take at most. Nothing happens by itself when they are over. */
export const wrapUpLimit = 60;
const warnAt = 15;

/** "0:41 left", then how far over; nobody is made ready by it. */
export function WrapUpTimer({ agent }: { agent: AgentMe }) {
  const now = useNow();
  if (agent.state !== "wrapUp") {
    return (
      <Text size="xs" c="dimmed">
        Write while you talk
      </Text>
    );
  }
  const left = wrapUpLimit - secondsSince(agent.since, now);
  const words = left >= 0 ? `${duration(left)} left` : `${duration(-left)} over`;
  return (
    <Text className={left < 0 ? "wrapTimer over" : left <= warnAt ? "wrapTimer soon" : "wrapTimer"} role="timer">
      {words}
    </Text>
  );
}
