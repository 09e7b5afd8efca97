import { dateIn, idIn, intIn, oneOf, optional } from "../foundation/search";

const groupings = ["day", "hour", "dayHour"] as const;
const callerTypeKeys = ["patient", "relative", "provider", "payer", "pharmacy", "other", "unknown"] as const;

/** The choices of the inbound report as they stand in the URL. */
export const readReportSearch = (raw: Record<string, unknown>) =>
  optional({
    from: dateIn(raw, "from"),
    to: dateIn(raw, "to"),
    practice: idIn(raw, "practice"),
    queue: idIn(raw, "queue"),
    by: oneOf(raw, "by", groupings),
  });

export type ReportSearch = ReturnType<typeof readReportSearch>;

const sourceIn = (raw: Record<string, unknown>) =>
  typeof raw.source === "string" && raw.source.length <= 200 ? raw.source : undefined;

/** One cell of the report: the same choices, plus where in the table it stands. */
export const readCellSearch = (raw: Record<string, unknown>) =>
  optional({
    ...readReportSearch(raw),
    day: dateIn(raw, "day"),
    hour: intIn(raw, "hour", 0, 23),
    column: idIn(raw, "column"),
    callerType: oneOf(raw, "callerType", callerTypeKeys),
    source: sourceIn(raw),
    page: intIn(raw, "page", 1, 100_000),
  });

export type CellSearch = ReturnType<typeof readCellSearch>;
