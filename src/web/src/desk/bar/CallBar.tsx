import { useQuery } from "@tanstack/react-query";
import type { CallControls } from "../../agents/callControls";
import type { AgentMe } from "../../api/types";
import { deskCallQuery } from "../queries";
import { BarLine } from "./BarLine";
import { CallButtons } from "./CallButtons";
import { CallTitle } from "./CallTitle";
import { StateAndTimer } from "./StateAndTimer";

/** B: whom to greet for, who calls, and what can be done. Its words change; its buttons never move. */
export function CallBar({ agent, controls }: { agent: AgentMe; controls: CallControls }) {
  const call = agent.call ?? null;
  const deskCall = useQuery({ ...deskCallQuery(call?.id ?? ""), enabled: call !== null }).data ?? null;
  return (
    <section className="callBar" aria-label="Current call">
      <div className="callIdentity">
        <CallTitle call={call} language={deskCall?.person?.language ?? null} />
        <BarLine agent={agent} deskCall={deskCall} controls={controls} />
      </div>
      <StateAndTimer agent={agent} />
      <CallButtons agent={agent} controls={controls} />
    </section>
  );
}
