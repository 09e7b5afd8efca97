import type { PracticeHalfHours } from "../api/types";

/** One half hour of the day, all chosen practices together. */
export interface HalfHour {
  index: number;
  received: number;
  handled: number;
  /** Null where there is nothing to go by. */
  planned: number | null;
}

/** The half hours between the first and the last with a call or a plan; 8:00 to 18:00 where there is neither. */
export function halfHours(days: readonly PracticeHalfHours[]): HalfHour[] {
  const planned = days.some((day) => day.planned.length > 0);
  const all = Array.from({ length: 48 }, (_, index): HalfHour => {
    const counts = days.flatMap((day) => day.counts.filter((count) => count.index === index));
    return {
      index,
      received: counts.reduce((sum, count) => sum + count.received, 0),
      handled: counts.reduce((sum, count) => sum + count.handled, 0),
      planned: planned ? days.reduce((sum, day) => sum + (day.planned[index] ?? 0), 0) : null,
    };
  });
  const busy = all.filter((half) => half.received > 0 || (half.planned ?? 0) > 0).map((half) => half.index);
  return all.slice(Math.min(16, ...busy), Math.max(36, ...busy.map((index) => index + 1)));
}

/** "9:30". */
export const timeOf = (index: number) => `${Math.floor(index / 2)}:${index % 2 ? "30" : "00"}`;
