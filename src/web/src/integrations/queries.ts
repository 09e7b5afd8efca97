import { queryOptions } from "@tanstack/react-query";
import type { ImportColumn, ImportField, RowKind } from "../api/types";
import { ApiError, api, ask } from "../foundation/api";

export const pageSize = 20;

export const importsQuery = (page: number) =>
  queryOptions({
    queryKey: ["imports", "list", page],
    queryFn: () => ask(api.GET("/api/imports", { params: { query: { page, size: pageSize } } })),
  });

const byId = (id: string) => ({ params: { path: { id } } });

// What is done with it is told live; between two batches, and where that is lost, it is asked for.
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", "one", id],
    queryFn: () => ask(api.GET("/api/imports/{id}", byId(id))),
    refetchInterval: (query) => (query.state.data?.activity ? 2_000 : false),
  });

// Each reading is on the audit trail: neither is asked for anew by itself.
const once = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false } as const;

export const columnsQuery = (id: string) =>
  queryOptions({
    queryKey: ["importColumns", id],
    queryFn: () => ask(api.GET("/api/imports/{id}/columns", byId(id))),
    ...once,
  });

/** Null where the server has been started anew since the check. */
export const previewQuery = (id: string, kind: RowKind) =>
  queryOptions({
    queryKey: ["importPreview", id, kind],
    queryFn: async () => {
      try {
        return await ask(api.GET("/api/imports/{id}/preview", { params: { path: { id }, query: { kind } } }));
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
    ...once,
  });

/** Sends the file as it is. */
export const bring = (practice: string, file: File) =>
  ask(
    api.POST("/api/imports", {
      params: { query: { practice }, header: { "x-File-Name": encodeURIComponent(file.name) } },
      headers: { "Content-Type": "application/octet-stream" },
      body: file as unknown as string,
      bodySerializer: (body) => body as unknown as BodyInit,
    }),
  );

/** What a column holds: a field of every record, or one that the practice keeps, by its id. */
export type Held = { field: ImportField } | { own: string };

export interface Match {
  held: (Held | null)[];
  dayFirst: boolean;
  prospects: boolean;
}

export const heldBy = ({ field, own }: ImportColumn): Held | null => (field ? { field } : own ? { own } : null);

export const check = (id: string, { held, dayFirst, prospects }: Match) =>
  ask(
    api.POST("/api/imports/{id}/check", {
      ...byId(id),
      body: {
        columns: held.flatMap((each, column) => (each ? [{ column, ...each }] : [])),
        dayFirst,
        prospects,
      },
    }),
  );

export const start = (id: string) => ask(api.POST("/api/imports/{id}/start", byId(id)));
export const stop = (id: string) => ask(api.POST("/api/imports/{id}/stop", byId(id)));
export const takeBack = (id: string) => ask(api.POST("/api/imports/{id}/undo", byId(id)));
export const throwAway = (id: string) => ask(api.DELETE("/api/imports/{id}", byId(id)));
export const rejectedPath = (id: string) => `/api/imports/${id}/rejected`;
