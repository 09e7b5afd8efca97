import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { PairState } from "../../api/types";
import { api, ask } from "../../foundation/api";

/** How many pairs a page of the queue has. */
export const pairsAtOnce = 50;

export const pairsQuery = (state: PairState, page: number) =>
  queryOptions({
    queryKey: ["duplicates", "list", state, page],
    queryFn: () => ask(api.GET("/api/duplicates", { params: { query: { state, page, size: pairsAtOnce } } })),
    placeholderData: keepPreviousData,
    // Each reading is on the audit trail of all who are listed.
    refetchOnWindowFocus: false,
  });

export const pairQuery = (id: string) =>
  queryOptions({
    queryKey: ["duplicates", "pair", id],
    queryFn: () => ask(api.GET("/api/duplicates/{id}", { params: { path: { id } } })),
    refetchOnWindowFocus: false,
  });

export const makePair = (one: string, other: string) => ask(api.POST("/api/duplicates", { body: { one, other } }));

export const mergePair = (id: string, survivor: string, take: string[]) =>
  ask(api.POST("/api/duplicates/{id}/merge", { params: { path: { id } }, body: { survivor, take } }));

export const unmergePair = (id: string) => ask(api.POST("/api/duplicates/{id}/unmerge", { params: { path: { id } } }));

export const keepApart = (id: string) => ask(api.POST("/api/duplicates/{id}/keep-apart", { params: { path: { id } } }));

export const reopenPair = (id: string) => ask(api.POST("/api/duplicates/{id}/reopen", { params: { path: { id } } }));
