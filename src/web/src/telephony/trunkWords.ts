import type { Trunk, TrunkAnswer } from "../api/types";
import { comingTime, dayTime } from "../foundation/formats";

/** "12 ms", or below one "under 1 ms". */
export const milliseconds = (ms: number) => (ms < 1 ? "under 1 ms" : `${Math.round(ms)} ms`);

/** "today 10:42", "yesterday 16:03", "Nov 19, 10:42": within a sentence. */
const pastTime = (at: string | null | undefined, now: number) =>
  dayTime(at, now).replace(/^(Today|Yesterday)/, (day) => day.toLowerCase());

const faults: { [fault: string]: string } = {
  unreachable: "nothing takes connections at its address",
  noTls: "no TLS is spoken there",
  notTrusted: "its certificate is not trusted",
  expired: "its certificate has ended, or is not valid yet",
  wrongName: "the name in its certificate does not match",
  closed: "it hangs up at once; it may want to know our certificate",
};

/** By what its signalling and audio go, where that is not UDP and RTP: " (TLS)", " (TLS, SRTP)". */
export const wayWords = ({ transport, audio }: Pick<Trunk, "transport" | "audio">) =>
  transport === "udp" ? "" : ` (${transport.toUpperCase()}${audio === "srtp" ? ", SRTP" : ""})`;

/** Whether the gateway answers: "Up, 12 ms", "Down since today 10:42: its certificate is not trusted". */
export function stateWords(trunk: Trunk, now: number): string {
  const rest =
    trunk.outUntil && Date.parse(trunk.outUntil) > now ? `, resting until ${comingTime(trunk.outUntil, now)}` : "";
  switch (trunk.state) {
    case "inbound":
      return "Calls in only";
    case "up":
      return `Up${typeof trunk.roundTripMs === "number" ? `, ${milliseconds(trunk.roundTripMs)}` : ""}${rest}`;
    case "down":
      return `Down since ${pastTime(trunk.since, now)}${trunk.fault ? `: ${faults[trunk.fault]}` : ""}`;
    default:
      return `${trunk.askSeconds === 0 ? "Not asked" : "No answer yet"}${rest}`;
  }
}

const refusals: { [status: number]: string } = {
  401: "wrong user or password",
  403: "wrong user or password",
  404: "the carrier does not know this user",
  408: "no answer",
  503: "the carrier is out of service",
};

/** How our registration stands; nothing for a trunk without one. */
export function registrationWords({ registration }: Trunk, now: number): string | null {
  if (!registration) return null;
  const { until, refused, nextAt } = registration;
  const stands = until && Date.parse(until) > now ? `Registered until ${comingTime(until, now)}` : null;
  if (refused === null || refused === undefined) return stands ?? "Registering";
  const why = refusals[refused] ?? `refused with ${refused}`;
  const again = nextAt ? `, next try ${comingTime(nextAt, now)}` : "";
  return stands ? `${stands}; the refresh failed: ${why}${again}` : `Not registered: ${why}${again}`;
}

/** Whether somebody has to look at it. */
export const isFailing = ({ state, registration }: Trunk) =>
  state === "down" || (!!registration && !registration.until && typeof registration.refused === "number");

/** What came of asking. */
export const answerWords = (name: string, { status, roundTripMs }: TrunkAnswer) =>
  typeof status === "number"
    ? `${name} answers: ${status} after ${milliseconds(roundTripMs ?? 0)}`
    : `${name} does not answer`;
