import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { OwedList } from "../api/types";
import { api, ask } from "../foundation/api";

export interface OwedFilter {
  state?: "open" | "closed";
  kind?: string;
  practice?: string;
  mine?: boolean;
  size?: number;
}

export const owedQuery = (filter: OwedFilter) =>
  queryOptions({
    queryKey: ["owed", filter],
    queryFn: async () => (await ask(api.GET("/api/owed", { params: { query: { size: 200, ...filter } } }))) as OwedList,
    placeholderData: keepPreviousData,
  });
