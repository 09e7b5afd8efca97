import "./floor.css";
import { Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import type { FloorQueue } from "../api/types";
import { secondsSince, useNow } from "../foundation/clock";
import { clockTime, duration } from "../foundation/formats";
import { followChanges, useConnection } from "../foundation/live";
import { stayAttended } from "../foundation/presence";
import { QueryView } from "../foundation/QueryView";
import { boardQuery } from "./queries";
import { isLow, percentWords } from "./words";

/** So many queues fit a screen of 768 px; more take turns. */
const rowsOnce = 7;
const turnSeconds = 12;

/** What hangs on the wall: numbers of queues, 32 px and more, and nobody's name. Shows itself without a hand, for as long as its session lasts. */
export function Board() {
  const queryClient = useQueryClient();
  const query = useQuery(boardQuery);
  const { practice } = useSearch({ from: "/board" });
  useEffect(() => followChanges(queryClient), [queryClient]);
  useEffect(() => stayAttended(), []);
  useEffect(() => {
    document.title = "Board · Kindline";
  }, []);
  return (
    <main className="board figures">
      <h1 className="visuallyHidden">Board</h1>
      <QueryView
        query={query}
        loading="Loading the board"
        isEmpty={(board) => board.queues.length === 0}
        empty="No queues yet."
      >
        {(board) => <Queues queues={board.queues.filter((queue) => !practice || queue.practice.id === practice)} />}
      </QueryView>
    </main>
  );
}

function Queues({ queues }: { queues: FloorQueue[] }) {
  const now = useNow();
  const pages = Math.max(1, Math.ceil(queues.length / rowsOnce));
  const page = Math.floor(now / 1000 / turnSeconds) % pages;
  const connection = useConnection();
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{pages > 1 ? `Queues ${page + 1}/${pages}` : "Queues"}</th>
            <th scope="col">Waiting</th>
            <th scope="col">Longest</th>
            <th scope="col">Today</th>
            <th scope="col">30 min</th>
            <th scope="col">Ready</th>
          </tr>
        </thead>
        <tbody>
          {queues.slice(page * rowsOnce, (page + 1) * rowsOnce).map((queue) => (
            <tr key={queue.id}>
              <th scope="row">{queue.name}</th>
              <td className={queue.waiting ? "boardWaits" : undefined}>{queue.waiting}</td>
              <td>{queue.longestSince ? duration(secondsSince(queue.longestSince, now)) : "–"}</td>
              <td className={isLow(queue.today) ? "boardLow" : undefined}>{percentWords(queue.today)}</td>
              <td className={isLow(queue.recent) ? "boardLow" : undefined}>{percentWords(queue.recent)}</td>
              <td className={queue.ready === 0 && queue.waiting ? "boardLow" : undefined}>{queue.ready}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text className="boardFoot">
        {connection.kind === "lost"
          ? `Server lost ${duration((Date.now() - connection.lostAt) / 1000)}`
          : clockTime(now)}
      </Text>
    </>
  );
}
