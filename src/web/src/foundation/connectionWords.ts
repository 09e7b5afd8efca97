import { duration } from "./formats";
import type { Connection } from "./live";

/** The footer's word on the live connection. */
export function connectionWords(connection: Connection, now: number): string {
  if (connection.kind === "live") return "Connected";
  if (connection.kind === "connecting") return "Connecting";
  const seconds = Math.floor((now - connection.lostAt) / 1000);
  return `Server lost ${duration(seconds)}, reconnecting; what you typed is kept`;
}
