import { duration } from "./formats";
import type { Connection } from "./live";

/** The footer's word on the live connection; a call goes on without it. */
export function connectionWords(connection: Connection, now: number, inCall = false): string {
  if (connection.kind === "live") return "Connected";
  if (connection.kind === "connecting") return "Connecting";
  const seconds = Math.floor((now - connection.lostAt) / 1000);
  const lost = `Server lost ${duration(seconds)}`;
  return inCall ? `${lost}, call continues, notes kept` : `${lost}, reconnecting; what you typed is kept`;
}
