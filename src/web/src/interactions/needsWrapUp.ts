import type { Interaction } from "../api/types";

/** Whether somebody spoke with the caller and has not said yet how it ended. */
export function needsWrapUp(call: Interaction): boolean {
  return call.state === "ended" && call.outcome === "handled" && !call.subjects.some((subject) => subject.disposition);
}
