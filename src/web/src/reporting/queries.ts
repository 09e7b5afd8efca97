import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ReportCell, ReportFilter, ReportRow } from "../api/types";
import { api, ask } from "../foundation/api";
import { serverNow } from "../foundation/clock";
import { dayOf } from "../foundation/formats";
import type { CellSearch, ReportSearch } from "./reportSearch";

export const inboundReportQuery = (query: ReportFilter) =>
  queryOptions({
    queryKey: ["reports", "inbound", query],
    queryFn: () => ask(api.GET("/api/reports/inbound-by-hour", { params: { query } })),
    placeholderData: keepPreviousData,
  });

export const reportRowsQuery = (query: ReportCell & { page: number; size: number }) =>
  queryOptions({
    queryKey: ["reports", "inboundRows", query],
    queryFn: () => ask(api.GET("/api/reports/inbound-by-hour/rows", { params: { query } })),
    placeholderData: keepPreviousData,
  });

/** The range of days that a report covers: the last seven with today when none is chosen. */
export function daysOf(search: Pick<ReportSearch, "from" | "to">) {
  const to = search.to ?? dayOf(serverNow());
  const weekBefore = dayOf(Date.parse(`${to}T12:00:00`) - 6 * 86_400_000);
  return { from: search.from ?? weekBefore, to };
}

/** The cell that a number stands in; a total has no row. */
export function cellOf(search: ReportSearch, column: string, row?: ReportRow): CellSearch {
  const day = typeof row?.day === "string" ? row.day.slice(0, 10) : undefined;
  const hour = row?.hour === null || row?.hour === undefined ? undefined : Number(row.hour);
  return { ...everything(search), column, day, hour };
}

/** All calls of the report, before one narrows to a cell. */
export const everything = (search: ReportSearch): CellSearch => ({
  ...search,
  ...daysOf(search),
  day: undefined,
  hour: undefined,
  column: undefined,
  callerType: undefined,
  source: undefined,
  page: undefined,
});

/** Where the same table can be had for a spreadsheet. */
export function csvAddress(search: ReportSearch): string {
  const query = new URLSearchParams({ ...daysOf(search), by: search.by ?? "day", format: "csv" });
  if (search.practice) query.set("practice", search.practice);
  if (search.queue) query.set("queue", search.queue);
  return `/api/reports/inbound-by-hour?${query}`;
}
