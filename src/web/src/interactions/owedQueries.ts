import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ask } from "../foundation/api";

export interface OwedFilter {
  state?: "open" | "closed";
  kind?: string;
  practice?: string;
}

export const owedQuery = (filter: OwedFilter) =>
  queryOptions({
    queryKey: ["owed", filter],
    queryFn: () => ask(api.GET("/api/owed", { params: { query: { ...filter, size: 200 } } })),
    placeholderData: keepPreviousData,
  });
