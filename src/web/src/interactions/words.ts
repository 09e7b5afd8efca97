import type { CallerType, Interaction, InteractionState, Outcome } from "../api/types";
import { sentence } from "../foundation/formats";

export const callerTypes: { value: CallerType; label: string }[] = [
  { value: "patient", label: "Patient" },
  { value: "relative", label: "Relative" },
  { value: "provider", label: "Provider office" },
  { value: "payer", label: "Payer" },
  { value: "pharmacy", label: "Pharmacy" },
  { value: "other", label: "Other" },
  { value: "unknown", label: "Not known" },
];

export const callerTypeWords = (type: CallerType | null | undefined) =>
  callerTypes.find((each) => each.value === type)?.label ?? "–";

export const outcomes: { value: Outcome; label: string }[] = [
  { value: "handled", label: "Handled" },
  { value: "abandoned", label: "Abandoned" },
  { value: "voicemail", label: "Voicemail" },
  { value: "callback", label: "Call-back" },
  { value: "overflow", label: "Overflow" },
  { value: "interrupted", label: "Interrupted" },
  { value: "failed", label: "Failed" },
];

const stateWordsOf: { [state in InteractionState]: string } = {
  flow: "In greeting",
  queued: "Waiting",
  offered: "Ringing",
  talking: "Talking",
  held: "On hold",
  wrapUp: "Wrap-up",
  ended: "Ended",
};

type Standing = Pick<Interaction, "state" | "answeredAt">;

/** Where a call stands; who was answered once and talks to nobody of us is on the way to somebody. */
export const interactionStateWords = ({ state, answeredAt }: Standing): string =>
  state === "flow" && answeredAt ? "Parked or in transfer" : stateWordsOf[state];

/** The outcome, or where the call stands while it still runs. */
export function outcomeWords(call: Pick<Interaction, "outcome"> & Standing): string {
  const ended = outcomes.find((each) => each.value === call.outcome)?.label;
  return ended ?? interactionStateWords(call);
}

/** Whether somebody is still on the line. */
export const isRunning = (call: Pick<Interaction, "state">) => call.state !== "wrapUp" && call.state !== "ended";

export const channelWords = (channel: string) => (channel === "sms" ? "SMS" : sentence(channel));

export const directionWords = (direction: Interaction["direction"]) => (direction === "inbound" ? "In" : "Out");

/** The number of the outside party. */
export const outsideNumber = (call: Pick<Interaction, "direction" | "from" | "to">) =>
  call.direction === "inbound" ? call.from : call.to;

export const resolvedWords = (resolved: boolean | null | undefined) =>
  resolved === true ? "Yes" : resolved === false ? "No" : "–";
