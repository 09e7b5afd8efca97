import type { TownColumn } from "../api/types";

/** A figure with all its digits: two that are compared must not be rounded until they look alike. */
export function figureWords(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return "–";
  if (unit === "percent") return `${value.toFixed(2)} %`;
  if (unit === "seconds") return `${value.toFixed(1)} s`;
  return value.toLocaleString("en-US");
}

/** "Equal", or what is different. */
export function verdictWords({ verdict, words }: TownColumn): string {
  if (verdict === "equal") return "Equal";
  return verdict === "different" ? `Different: ${words}` : `Not known to the town: ${words}`;
}

/** "All 20 columns are equal.", or how many are not; nothing is equal to nothing before the first call. */
export function summaryWords(calls: number, columns: TownColumn[]): string {
  if (calls === 0) return "No call of the town is over yet.";
  const different = columns.filter((column) => column.verdict === "different").length;
  const unseen = columns.filter((column) => column.verdict === "unseen").length;
  if (different === 0 && unseen === 0) return `All ${columns.length} columns are equal.`;
  const parts = [
    different > 0 && `${different} of ${columns.length} columns ${different === 1 ? "differs" : "differ"}`,
    unseen > 0 && `${unseen} cannot be known to the town`,
  ].filter(Boolean);
  return `${parts.join(", ")}.`;
}

/** Which calls are left out. */
export function runningWords(running: number): string {
  if (running === 0) return "No call runs now.";
  return running === 1
    ? "One call still runs: it and what began after it are on neither side."
    : `${running} calls still run: the first of them and what began after it are on neither side.`;
}
