import { queryOptions } from "@tanstack/react-query";
import type { Board, Floor } from "../api/types";
import { api, ask } from "../foundation/api";

export const floorQuery = queryOptions({
  queryKey: ["floor"],
  queryFn: async () => (await ask(api.GET("/api/floor"))) as Floor,
});

export const boardQuery = queryOptions({
  queryKey: ["floor", "board"],
  queryFn: async () => (await ask(api.GET("/api/floor/board"))) as Board,
});

export const floorLimitsQuery = queryOptions({
  queryKey: ["floorLimits"],
  queryFn: () => ask(api.GET("/api/floor/thresholds")),
});

/** Whom the call of the chosen agent is about, in initials; asked once for each call, for each asking is audited. */
export const chosenCallQuery = (agent: string, interaction: string) =>
  queryOptions({
    queryKey: ["chosenCall", agent, interaction],
    queryFn: () => ask(api.GET("/api/floor/agents/{id}/call", { params: { path: { id: agent } } })),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
