import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ListCatalogue, ListFilter, ListInput, ListPage } from "../api/types";
import { ApiError, api, ask, toApiError } from "../foundation/api";

export const pageSize = 50;

/** The order of a list as the address has it; without one it is the list's own. */
export interface Order {
  sort?: string;
  descending?: boolean;
}

export const listsQuery = queryOptions({
  queryKey: ["lists", "all"],
  queryFn: () => ask(api.GET("/api/lists")),
});

export const catalogueQuery = (practice: string) =>
  queryOptions({
    queryKey: ["listCatalogue", practice],
    queryFn: async () =>
      (await ask(api.GET("/api/lists/catalogue", { params: { query: { practice } } }))) as ListCatalogue,
    staleTime: 60_000,
  });

const byId = (id: string) => ({ params: { path: { id } } });

// Each reading is on the audit trail of all who are listed: nothing is asked for anew by itself, and the page says how old it is.
const once = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const;

export const peopleQuery = (id: string, version: number, order: Order, page: number) =>
  queryOptions({
    queryKey: ["listPeople", id, version, order, page],
    queryFn: async () =>
      (await ask(
        api.POST("/api/lists/{id}/people", { ...byId(id), body: { ...order, page, size: pageSize } }),
      )) as ListPage,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    ...once,
  });

export const printQuery = (id: string, order: Order) =>
  queryOptions({
    queryKey: ["listPrint", id, order],
    queryFn: async () =>
      (await ask(api.POST("/api/lists/{id}/print", { ...byId(id), body: { ...order } }))) as ListPage,
    gcTime: 0,
    ...once,
  });

export const countQuery = (practice: string, filter: ListFilter) =>
  queryOptions({
    queryKey: ["listCount", practice, filter],
    queryFn: () => ask(api.POST("/api/lists/count", { body: { practice, filter } })),
    retry: false,
    gcTime: 10_000,
  });

export const saveList = (id: string | null, body: ListInput) =>
  ask(id ? api.PUT("/api/lists/{id}", { ...byId(id), body }) : api.POST("/api/lists", { body }));

export const deleteList = (id: string) => ask(api.DELETE("/api/lists/{id}", byId(id)));
export const restoreList = (id: string) => ask(api.POST("/api/lists/{id}/restore", byId(id)));

/** Brings the list as a file to the browser's downloads, under the name that the server gives it. */
export async function exportList(id: string, format: string, order: Order, reason: string, chosen: string[]) {
  let response: Response;
  try {
    response = await fetch(`/api/lists/${encodeURIComponent(id)}/export`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Kindline": "1" },
      body: JSON.stringify({ reason, format, ...order, ...(chosen.length > 0 && { chosen }) }),
    });
  } catch {
    throw new ApiError(0, "The server cannot be reached");
  }
  if (!response.ok) throw toApiError(response.status, await response.json().catch(() => null), response.headers);
  const name = /filename="?([^";]+)"?/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  const url = URL.createObjectURL(await response.blob());
  Object.assign(document.createElement("a"), { href: url, download: name ?? `list.${format}` }).click();
  URL.revokeObjectURL(url);
}
