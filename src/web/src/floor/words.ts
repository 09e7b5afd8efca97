import type { FloorAgent, FloorAlert, FloorLevel } from "../api/types";
import { secondsSince } from "../foundation/clock";
import { duration } from "../foundation/formats";

const flagWords: { [flag: string]: string } = {
  wrapUp: "Long wrap-up",
  hold: "Long hold",
  call: "Long call",
  missedOffers: "Missed offers",
};

/** "Long hold, long call". */
export const flagsInWords = (flags: readonly string[]) =>
  flags.map((flag, n) => (n ? (flagWords[flag] ?? flag).toLowerCase() : (flagWords[flag] ?? flag))).join(", ");

/** "81.4 %", or a dash where there was nothing to answer. */
export const percentWords = (level: FloorLevel) =>
  level.percent === null || level.percent === undefined ? "–" : `${Math.round(level.percent)} %`;

/** Whether a level is lower than it should be: a dash is neither. */
export const isLow = (level: FloorLevel, least = 80) => typeof level.percent === "number" && level.percent < least;

/** What is wrong, in one line. */
export function alertWords(alert: FloorAlert): string {
  const name = alert.queue?.name ?? alert.agent?.name ?? alert.trunk ?? "";
  switch (alert.kind) {
    case "trunkDown":
      return `Trunk ${alert.trunk}: the carrier does not answer`;
    case "trunkUnregistered":
      return `Trunk ${alert.trunk}: not registered, calls may not reach us`;
    case "nobodyReady":
      return `${name}: somebody waits and nobody is ready`;
    case "longestWait":
      return `${name}: somebody has waited more than ${duration(alert.limit)}`;
    case "waiting":
      return `${name}: ${alert.limit} or more wait`;
    case "serviceLevel":
      return `${name}: below ${alert.limit} % in the last 30 min`;
    case "outsideLimit":
      return `${name}: a call to the outside was refused by a limit`;
    case "sipBlocked":
      return `Telephone ports: ${alert.limit} ${alert.limit === 1 ? "address is" : "addresses are"} blocked`;
    case "poorTrunk":
      return `Trunk ${name}: many callers sound poor`;
    case "poorSound":
      return `${name}: their own sound is poor`;
    case "poorCaller":
      return `${name}: the caller's sound is poor`;
    default:
      return `${name}: phone lost, calls paused`;
  }
}

/** "Appointments", "Outbound", or a dash: what an agent's call is. */
export const callWords = ({ call }: Pick<FloorAgent, "call">) =>
  call ? (call.queue?.name ?? (call.direction === "outbound" ? "Outbound" : "Call")) : "–";

/** How long an agent has been in the state shown; nothing for somebody who is not at work. */
export const stateTime = (agent: FloorAgent, now: number) =>
  agent.state === "signedOut" ? "" : duration(secondsSince(agent.since, now));
