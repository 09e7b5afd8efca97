import { HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

/** The first part of every query key that the server's `changed` message can name. */
export const topics = [
  "me",
  "calls",
  "queues",
  "agents",
  "owed",
  "workItems",
  "prompts",
  "knowledge",
  "parked",
  "emergencies",
  "floor",
  "trunks",
  "announcements",
  "imports",
  "duplicates",
  "practices",
  "lists",
  "bulkChanges",
  "contacts",
  "exports",
  "openings",
  "notices",
] as const;

/** Where the live connection stands; `lostAt` is this browser's clock. */
export type Connection = { kind: "live" } | { kind: "connecting" } | { kind: "lost"; lostAt: number };

const pollEvery = 15_000;
const longestPause = 10_000;
let connection: Connection = { kind: "connecting" };
const listeners = new Set<() => void>();

function set(next: Connection) {
  if (next.kind === "lost" && connection.kind === "lost") return;
  connection = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const useConnection = () => useSyncExternalStore(subscribe, () => connection);

/** Milliseconds before the next try: at once, then 1 s, 2 s, 4 s, at most 10 s, for ever. */
export const pauseBefore = (attempt: number) => (attempt === 0 ? 0 : Math.min(longestPause, 500 * 2 ** attempt));

function refetch(queryClient: QueryClient, changed: readonly string[]) {
  for (const topic of changed) void queryClient.invalidateQueries({ queryKey: [topic] });
}

/** Follows the hub: what changed is fetched again at once; while it is away everything shown is fetched every 15 s. Answers how to stop. */
export function followChanges(queryClient: QueryClient): () => void {
  let stopped = false;
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const hub = new HubConnectionBuilder()
    .withUrl(`${window.location.origin}/live`)
    .configureLogging(LogLevel.None)
    .build();

  const start = async () => {
    try {
      await hub.start();
      if (stopped) return void hub.stop();
      attempt = 0;
      set({ kind: "live" });
      refetch(queryClient, topics);
    } catch {
      lost();
    }
  };
  const lost = () => {
    if (stopped) return;
    set({ kind: "lost", lostAt: Date.now() });
    attempt += 1;
    retry = setTimeout(() => void start(), pauseBefore(attempt));
  };

  hub.on("changed", (message: { topics?: string[] }) => refetch(queryClient, message.topics ?? topics));
  hub.onclose(lost);
  const poll = setInterval(() => connection.kind === "live" || refetch(queryClient, topics), pollEvery);
  void start();

  return () => {
    stopped = true;
    clearTimeout(retry);
    clearInterval(poll);
    set({ kind: "connecting" });
    void hub.stop();
  };
}
