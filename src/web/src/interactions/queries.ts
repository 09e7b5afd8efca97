import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { InteractionDetail, InteractionFilter } from "../api/types";
import { api, ask } from "../foundation/api";

export const interactionsQuery = (query: InteractionFilter) =>
  queryOptions({
    queryKey: ["calls", "list", query],
    queryFn: () => ask(api.GET("/api/interactions", { params: { query } })),
    placeholderData: keepPreviousData,
  });

export const interactionQuery = (id: string) =>
  queryOptions({
    queryKey: ["calls", "one", id],
    queryFn: async () =>
      (await ask(api.GET("/api/interactions/{id}", { params: { path: { id } } }))) as InteractionDetail,
  });
