import type { AgentState, FloorAgent } from "../api/types";

/** Who needs a look first stands first; who is not at work stands last. */
const groups: readonly AgentState[] = [
  "phoneLost",
  "onHold",
  "onCall",
  "consulting",
  "ringing",
  "wrapUp",
  "ready",
  "away",
  "signedOut",
];

/** The agents' ids as "Sort" puts them: by state, and by name within one. */
export const sorted = (agents: readonly FloorAgent[]): string[] =>
  agents
    .toSorted(
      (a, b) =>
        groups.indexOf(a.state) - groups.indexOf(b.state) || a.name.localeCompare(b.name, "en", { numeric: true }),
    )
    .map((agent) => agent.id);

/** The same agents in an order from before: nobody moves under the pointer, who is new stands at the end. */
export function inOrder(agents: readonly FloorAgent[], order: readonly string[]): FloorAgent[] {
  const place = new Map(order.map((id, n) => [id, n]));
  const placeOf = (agent: FloorAgent) => place.get(agent.id) ?? order.length;
  return agents.toSorted((a, b) => placeOf(a) - placeOf(b) || a.name.localeCompare(b.name, "en", { numeric: true }));
}
