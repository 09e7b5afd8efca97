import { dateIn, idIn, intIn, oneOf, optional } from "../foundation/search";

const directions = ["inbound", "outbound"] as const;
const outcomeKeys = ["handled", "abandoned", "voicemail", "callback", "overflow", "interrupted", "failed"] as const;
const callerTypeKeys = ["patient", "relative", "provider", "payer", "pharmacy", "other", "unknown"] as const;

/** The filters of the calls list as they stand in the URL. */
export const readCallsSearch = (raw: Record<string, unknown>) =>
  optional({
    from: dateIn(raw, "from"),
    to: dateIn(raw, "to"),
    practice: idIn(raw, "practice"),
    queue: idIn(raw, "queue"),
    agent: idIn(raw, "agent"),
    direction: oneOf(raw, "direction", directions),
    outcome: oneOf(raw, "outcome", outcomeKeys),
    callerType: oneOf(raw, "callerType", callerTypeKeys),
    page: intIn(raw, "page", 1, 100_000),
  });

export type CallsSearch = ReturnType<typeof readCallsSearch>;
