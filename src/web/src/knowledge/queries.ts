import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../foundation/api";

const most = 500;

/** All cards of one practice, or of all of one's own. What one looks for is found in them here, so it stands in no address. */
export const cardsQuery = (practice: string | null) =>
  queryOptions({
    queryKey: ["knowledge", practice],
    queryFn: () =>
      ask(api.GET("/api/knowledge", { params: { query: { practice: practice ?? undefined, size: most } } })),
  });

export const cardReportsQuery = (id: string) =>
  queryOptions({
    queryKey: ["knowledge", "reports", id],
    queryFn: () => ask(api.GET("/api/knowledge/{id}/reports", { params: { path: { id } } })),
  });

export const cardChoicesQuery = (practice: string) =>
  queryOptions({
    queryKey: ["knowledge", "choices", practice],
    queryFn: () => ask(api.GET("/api/knowledge/choices", { params: { query: { practice } } })),
  });

/** An agent's word that a card is wrong. */
export const reportWrong = (id: string, note: string) =>
  ask(api.POST("/api/knowledge/{id}/wrong", { params: { path: { id } }, body: { note } }));
