import type { DayFigure } from "../api/types";
import { figure } from "../foundation/formats";

type Aimed = Pick<DayFigure, "aim" | "target" | "unit">;

/** "at least 80.0 %", "at most 0:20"; nothing without a target. */
export function targetWords({ aim, target, unit }: Aimed): string {
  if (!aim || target === null || target === undefined) return "";
  return `${aim === "atLeast" ? "at least" : "at most"} ${figure(target, unit)}`;
}

/** What stands beside a figure, never by colour alone; nothing where there is no target or no figure yet. */
export function metWords(met: boolean | null | undefined): string {
  if (met === null || met === undefined) return "";
  return met ? "Met" : "Missed";
}
