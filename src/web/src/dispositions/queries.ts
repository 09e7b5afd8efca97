import { queryOptions } from "@tanstack/react-query";
import type { Disposition } from "../api/types";
import { api, ask } from "../foundation/api";

export const dispositionsQuery = queryOptions({
  queryKey: ["dispositions"],
  queryFn: async () => {
    const answer = await ask(api.GET("/api/dispositions"));
    return answer.items.sort((a, b) => a.tree.localeCompare(b.tree) || a.position - b.position);
  },
  staleTime: 60_000,
});

/** "Appointed › New patient › Fax" */
export const dispositionPath = (row: Pick<Disposition, "outcome" | "reason" | "source">) =>
  [row.outcome, row.reason, row.source].filter(Boolean).join(" › ");

/** The distinct filled values of one column, in the tree's order: suggestions for a field. */
export function distinct(rows: Disposition[], column: "reason" | "source"): string[] {
  return [...new Set(rows.filter((row) => row.active).flatMap((row) => row[column] || []))];
}

/** The supervisor's choice of at most eight for one practice, in the order of the keys. */
export const favouritesQuery = (practice: string) =>
  queryOptions({
    queryKey: ["dispositions", "favourites", practice],
    queryFn: () => ask(api.GET("/api/dispositions/favourites", { params: { query: { practice } } })),
    staleTime: 60_000,
  });
