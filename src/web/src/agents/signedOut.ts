import { useEffect, useRef } from "react";
import type { AgentMe } from "../api/types";
import { useConnection } from "../foundation/live";
import { tell } from "../foundation/notify";

const words = "The server was started again, and you are signed out of your queues. Choose Ready to go on";
// The state is asked for as soon as the connection is back; what the agent does later is their own.
const heardWithin = 5000;

/** A restart of the server signs everybody out; whoever was at work is told, not left waiting for calls that never ring. */
export function useToldOfSignOut({ state }: AgentMe) {
  const connection = useConnection();
  // How the agent stood when the connection was lost, until it is back.
  const before = useRef<AgentMe["state"] | null>(null);
  useEffect(() => {
    if (connection.kind === "lost") before.current ??= state;
    if (connection.kind !== "live" || !before.current) return;
    if (before.current !== "signedOut" && state === "signedOut") {
      tell(words);
      before.current = null;
    }
    const heard = setTimeout(() => {
      before.current = null;
    }, heardWithin);
    return () => clearTimeout(heard);
  }, [connection, state]);
}
