import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ask } from "../../foundation/api";

export type OpeningState = "open" | "all";

export const openingsAtOnce = 50;

export const openingsQuery = (state: OpeningState, page: number) =>
  queryOptions({
    queryKey: ["openings", "list", state, page],
    queryFn: () => ask(api.GET("/api/openings", { params: { query: { state, page, size: openingsAtOnce } } })),
    placeholderData: keepPreviousData,
    // Each reading is in the audit trail of all who are listed.
    refetchOnWindowFocus: false,
  });

export const openingCountQuery = queryOptions({
  queryKey: ["openings", "count"],
  queryFn: () => ask(api.GET("/api/openings/count")),
});

export const reviewOpening = (id: string, note: string) =>
  ask(api.POST("/api/openings/{id}/review", { params: { path: { id } }, body: { note: note || null } }));
