import { Select } from "@mantine/core";
import { useSetNextState } from "../../agents/queries";
import { awayReasons } from "../../agents/states";
import type { AgentMe, StateChange } from "../../api/types";
import { useKeys } from "../../foundation/useKeys";

/** What the agent chose to come after this call; ready when nothing was chosen. */
export function nextOf(agent: Pick<AgentMe, "nextState">): StateChange {
  const { state, reason } = agent.nextState ?? {};
  if (state === "away") return { state, reason: reason ?? awayReasons[0] };
  return { state: state === "signedOut" ? "signedOut" : "ready" };
}

// A reason of the server's, a missed offer, is shown beside those that one can choose.
const choicesWith = (shown: string) => [
  { value: "ready", label: "Then ready" },
  ...[...new Set([...awayReasons, ...(shown === "ready" || shown === "signedOut" ? [] : [shown])])].map((reason) => ({
    value: reason,
    label: `Then ${reason.toLowerCase()}`,
  })),
  { value: "signedOut", label: "Then signed out" },
];

const changeTo = (choice: string): StateChange =>
  choice === "ready" || choice === "signedOut" ? { state: choice } : { state: "away", reason: choice };

/** What comes after this, chosen while still talking and kept at the server. */
export function NextChoice({ agent }: { agent: AgentMe }) {
  const setNext = useSetNextState();
  const next = setNext.isPending ? setNext.variables : nextOf(agent);
  const shown = next.state === "away" ? (next.reason ?? awayReasons[0]) : next.state;
  const choose = (choice: string) => setNext.mutate(changeTo(choice));
  useKeys({ breakAfter: () => choose(shown === "ready" ? awayReasons[0] : "ready") });
  return (
    <Select
      aria-label="After this"
      flex={1}
      allowDeselect={false}
      data={choicesWith(shown)}
      value={shown}
      onChange={(choice) => choice && choose(choice)}
    />
  );
}
