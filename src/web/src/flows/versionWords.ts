import type { PromptVersion } from "../api/types";
import { dayTime, duration, zoneWords } from "../foundation/formats";

/** What callers hear, in words. */
export function soundWords(version: PromptVersion): string {
  if (!version.hasAudio) return version.text;
  const converted = version.source ? `, converted from ${version.source}` : "";
  return `A recording of ${duration(version.seconds)}${converted}`;
}

/** "from Nov 26, 18:00 to Nov 27, 08:00 Central Time", by the practice's clock; empty where it lasts and began at once. */
export function scheduleWords(version: Pick<PromptVersion, "startsAt" | "endsAt">, now: number, zone: string): string {
  const from = version.startsAt ? `from ${dayTime(version.startsAt, now, zone)}` : "";
  const to = version.endsAt ? `until ${dayTime(version.endsAt, now, zone)}` : "";
  const words = [from, to].filter(Boolean).join(" ");
  return words ? `${words}, ${zoneWords(zone)}` : "";
}

/** "Saved Today 10:42 by Samuel Okafor", by one's own clock as everywhere else. */
export function savedWords(version: PromptVersion, now: number): string {
  if (!version.changedAt) return "Nobody has written this yet: every new practice begins with it";
  const by = version.changedBy ? ` by ${version.changedBy.name}` : "";
  const again = version.restoredFrom ? `, version ${version.restoredFrom} again` : "";
  return `Saved ${dayTime(version.changedAt, now)}${by}${again}`;
}

export const stateWords: { [state in PromptVersion["state"]]: string } = {
  inForce: "In force",
  scheduled: "Waits for its time",
  over: "Time is over",
  withdrawn: "Withdrawn",
  replaced: "Earlier",
};
