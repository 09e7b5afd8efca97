import { stateLooks } from "../../agents/states";
import type { AgentState, TargetAgent, TargetQueue, Targets, TransferInput } from "../../api/types";
import { duration, phoneNumber, sentence } from "../../foundation/formats";
import { dialTarget } from "./dialTarget";

/** One row to send a call to. */
export interface TargetRow {
  key: string;
  kind: "Agent" | "Queue" | "Number";
  name: string;
  detail: string;
  to: Pick<TransferInput, "agent" | "queue" | "number">;
}

const isState = (state: string): state is AgentState => state in stateLooks;

function agentDetail({ state, queues }: TargetAgent): string {
  const word = isState(state) ? stateLooks[state].word : sentence(state);
  return queues.length > 0 ? `${word}, ${queues.join(", ")}` : word;
}

function queueDetail({ waiting, ready, longest }: TargetQueue): string {
  if (waiting === 0) return `none waiting, ${ready} ready`;
  return `${waiting} waiting${longest ? `, longest ${duration(longest)}` : ""}, ${ready} ready`;
}

/** All that a call can go to in the order agents, queues, directory; a number that was typed, 911 too, comes first. */
export function targetRows(targets: Targets | undefined, typed: string): TargetRow[] {
  const number = dialTarget(typed);
  const rows: TargetRow[] = number
    ? [{ key: number, kind: "Number", name: phoneNumber(number), detail: "as typed", to: { number } }]
    : [];
  for (const agent of targets?.agents ?? [])
    rows.push({ key: agent.id, kind: "Agent", name: agent.name, detail: agentDetail(agent), to: { agent: agent.id } });
  for (const queue of targets?.queues ?? [])
    rows.push({ key: queue.id, kind: "Queue", name: queue.name, detail: queueDetail(queue), to: { queue: queue.id } });
  for (const entry of targets?.directory ?? []) {
    const detail = phoneNumber(entry.number);
    rows.push({ key: entry.number, kind: "Number", name: entry.name, detail, to: { number: entry.number } });
  }
  return rows;
}
