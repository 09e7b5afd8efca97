import type { FloorQueue } from "../api/types";
import { secondsSince, useNow } from "../foundation/clock";
import { duration } from "../foundation/formats";
import { Empty } from "../foundation/QueryView";
import { isLow, percentWords } from "./words";

/** Every queue in 44 px: name and who waits above, levels and who is ready below. */
export function QueueList({ queues }: { queues: FloorQueue[] }) {
  if (queues.length === 0) return <Empty>No queues yet.</Empty>;
  return (
    <ul className="queueList">
      {queues.map((queue) => (
        <QueueRow key={queue.id} queue={queue} />
      ))}
    </ul>
  );
}

function QueueRow({ queue }: { queue: FloorQueue }) {
  const now = useNow();
  return (
    <li className="queueRow figures">
      <span className="queueName" title={`${queue.name}, ${queue.practice.name}`}>
        {queue.name}
      </span>
      <span className={queue.waiting ? "queueWaits" : "queueNone"}>
        {queue.waiting && queue.longestSince
          ? `${queue.waiting} wait, ${duration(secondsSince(queue.longestSince, now))}`
          : "nobody waits"}
      </span>
      <span className="queueFigures">
        <span className={isLow(queue.today) ? "low" : undefined}>{percentWords(queue.today)} today</span>
        <span className={isLow(queue.recent) ? "low" : undefined}>{percentWords(queue.recent)} 30 min</span>
        <span>
          {queue.ready} of {queue.signedIn} ready
        </span>
      </span>
    </li>
  );
}
