import { Text } from "@mantine/core";
import type { AgentMe, CurrentCall } from "../../api/types";
import { secondsSince, useNow } from "../../foundation/clock";
import { duration } from "../../foundation/formats";

const warnAt = 15;

interface WrapUpTimerProps {
  agent: Pick<AgentMe, "state" | "since">;
  call: Pick<CurrentCall, "wrapUpSeconds">;
}

/** "0:41 left" of what the call's queue gives, then how far over; nobody is made ready by it. */
export function WrapUpTimer({ agent, call }: WrapUpTimerProps) {
  const now = useNow();
  if (agent.state !== "wrapUp") {
    return (
      <Text size="xs" c="dimmed">
        Write while you talk
      </Text>
    );
  }
  const left = call.wrapUpSeconds - secondsSince(agent.since, now);
  const words = left >= 0 ? `${duration(left)} left` : `${duration(-left)} over`;
  return (
    <Text className={left < 0 ? "wrapTimer over" : left <= warnAt ? "wrapTimer soon" : "wrapTimer"} role="timer">
      {words}
    </Text>
  );
}
