import type { ExportActivity, ExportRow } from "../api/types";
import { dayTime, sentence } from "../foundation/formats";

const count = (number: number) => number.toLocaleString("en-US");

/** "Patient phones: 12,000 of 50,000, part 3 of 45"; of small parts nothing is counted. */
export function activityWords(activity: ExportActivity): string {
  if (activity.waiting) return "Waits for another export";
  const far = activity.total ? `: ${count(activity.done)} of ${count(activity.total)}` : "";
  return `${sentence(activity.part)}${far}, part ${activity.partsDone + 1} of ${activity.parts}`;
}

/** Percent. Each part counts the same: how long one takes nobody knows before. */
export function shareOf({ done, total, partsDone, parts }: ExportActivity): number {
  return Math.min(100, (100 * (partsDone + (total ? done / total : 0))) / parts);
}

const units = ["bytes", "KB", "MB", "GB", "TB"] as const;

/** "820 bytes", "1.2 MB": powers of 1,000, as disks are sold. */
export function sizeWords(bytes: number): string {
  const power = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const number = bytes / 1_000 ** power;
  return `${number.toLocaleString("en-US", { maximumFractionDigits: power === 0 ? 0 : 1 })} ${units[power]}`;
}

/** How it stands, in words. */
export function stateWords(row: ExportRow, now: number): string {
  switch (row.state) {
    case "running":
      return row.activity?.waiting === false ? "Being made" : "Waits";
    case "ready":
      return `Ready, kept until ${dayTime(row.keptUntil, now)}`;
    case "stopped":
      return "Stopped; nothing of it is kept";
    case "failed":
      return row.why ?? "Failed";
    default:
      return "Its file is removed";
  }
}

/** "50,213 people, 4,102 recordings"; what was missed is said too. */
export function contentWords({ state, people, recordings, problems, withRecordings }: ExportRow): string {
  if (state !== "ready" && state !== "removed") return withRecordings ? "With recordings" : "Without recordings";
  const parts = [`${count(people)} ${people === 1 ? "person" : "people"}`];
  parts.push(
    withRecordings ? `${count(recordings)} ${recordings === 1 ? "recording" : "recordings"}` : "no recordings",
  );
  if (problems > 0) parts.push(`${count(problems)} could not be put in: the file's README names them`);
  return parts.join(", ");
}
