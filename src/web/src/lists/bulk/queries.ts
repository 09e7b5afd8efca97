import { queryOptions } from "@tanstack/react-query";
import type { BulkOutcome } from "../../api/types";
import { api, ask } from "../../foundation/api";
import { isUnderWay } from "./bulkWords";

export const pageSize = 20;

/** Whom to change, and how. */
export interface Wanted {
  list: string;
  /** Null for all who are on the list. */
  people: string[] | null;
  field: string;
  value: string | null;
}

export const fieldsQuery = (practice: string) =>
  queryOptions({
    queryKey: ["bulkFields", practice],
    queryFn: () => ask(api.GET("/api/bulk-changes/fields", { params: { query: { practice } } })),
    staleTime: 60_000,
  });

export const changesQuery = (page: number) =>
  queryOptions({
    queryKey: ["bulkChanges", "list", page],
    queryFn: () => ask(api.GET("/api/bulk-changes", { params: { query: { page, size: pageSize } } })),
  });

const byId = (id: string) => ({ params: { path: { id } } });

// What is done is told live; where that is lost it is asked for.
export const changeQuery = (id: string) =>
  queryOptions({
    queryKey: ["bulkChanges", "one", id],
    queryFn: () => ask(api.GET("/api/bulk-changes/{id}", byId(id))),
    refetchInterval: (query) => (query.state.data && isUnderWay(query.state.data) ? 2_000 : false),
  });

// Each reading is on the audit trail of whom it shows: neither is asked for anew by itself.
const once = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false } as const;

export const previewQuery = (wanted: Wanted) =>
  queryOptions({
    queryKey: ["bulkPreview", wanted],
    queryFn: () => ask(api.POST("/api/bulk-changes/preview", { body: { ...wanted } })),
    retry: false,
    ...once,
  });

/** @param count How many there are: where it is another number, it is another page. */
export const peopleQuery = (id: string, outcome: BulkOutcome, count: number, page: number) =>
  queryOptions({
    queryKey: ["bulkPeople", id, outcome, count, page],
    queryFn: () =>
      ask(api.POST("/api/bulk-changes/{id}/people", { ...byId(id), body: { outcome, page, size: pageSize } })),
    ...once,
  });

export const start = (wanted: Wanted, reason: string, seen: string) =>
  ask(api.POST("/api/bulk-changes", { body: { ...wanted, reason, seen } }));
export const stop = (id: string) => ask(api.POST("/api/bulk-changes/{id}/stop", byId(id)));
export const goOn = (id: string) => ask(api.POST("/api/bulk-changes/{id}/go-on", byId(id)));
export const undo = (id: string) => ask(api.POST("/api/bulk-changes/{id}/undo", byId(id)));
