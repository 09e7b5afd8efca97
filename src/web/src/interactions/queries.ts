import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { components } from "../api/schema";
import { api, ask } from "../foundation/api";

type Query = components["schemas"]["InteractionFilter"] & { page?: number; size?: number };

export const interactionsQuery = (query: Query) =>
  queryOptions({
    queryKey: ["calls", "list", query],
    queryFn: () => ask(api.GET("/api/interactions", { params: { query } })),
    placeholderData: keepPreviousData,
  });

export const interactionQuery = (id: string) =>
  queryOptions({
    queryKey: ["calls", "one", id],
    queryFn: () => ask(api.GET("/api/interactions/{id}", { params: { path: { id } } })),
  });
