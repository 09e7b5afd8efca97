import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { agentMeQuery } from "../agents/queries";
import type { Queue } from "../api/types";
import { duration } from "../foundation/formats";
import { queuesQuery } from "./queries";

/** "Appointments 3 waiting, longest 0:48" */
export function queueWords(queue: Pick<Queue, "name" | "waiting" | "longestWaitSeconds">): string {
  if (queue.waiting === 0) return `${queue.name} none waiting`;
  const longest = queue.longestWaitSeconds ? `, longest ${duration(queue.longestWaitSeconds)}` : "";
  return `${queue.name} ${queue.waiting} waiting${longest}`;
}

/** The agent's own queues in the header, busiest first. */
export function MyQueues() {
  const mine = useQuery(agentMeQuery).data?.profile?.queues;
  const all = useQuery(queuesQuery).data?.items;
  if (!mine || !all) return null;
  const ids = new Set(mine.map((queue) => queue.id));
  const shown = all.filter((queue) => ids.has(queue.id)).sort((a, b) => b.waiting - a.waiting);
  const words = shown.map(queueWords).join(" · ");
  return (
    <Text
      className="figures wideOnly"
      truncate
      title={words}
      miw={0}
      aria-label={`My queues: ${words || "none"}`}
      role="note"
    >
      {words || "No queues"}
    </Text>
  );
}
