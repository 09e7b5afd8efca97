import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, ask } from "../foundation/api";

export interface OwedFilter {
  state?: "open" | "closed";
  kind?: string;
  practice?: string;
  size?: number;
}

export const owedQuery = (filter: OwedFilter) =>
  queryOptions({
    queryKey: ["owed", filter],
    queryFn: () => ask(api.GET("/api/owed", { params: { query: { size: 200, ...filter } } })),
    placeholderData: keepPreviousData,
  });
