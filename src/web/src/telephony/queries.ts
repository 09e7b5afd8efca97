import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Ladder, SignallingFilter, Trunk } from "../api/types";
import { api, ask } from "../foundation/api";

export const legsQuery = (query: SignallingFilter) =>
  queryOptions({
    queryKey: ["calls", "legs", query],
    queryFn: () => ask(api.GET("/api/signalling", { params: { query } })),
    placeholderData: keepPreviousData,
  });

export const ladderOf = async (id: string, masked?: boolean) =>
  (await ask(api.GET("/api/interactions/{id}/signalling", { params: { path: { id }, query: { masked } } }))) as Ladder;

// Each reading is on the audit trail: it is asked for anew by hand, or while the call still runs.
export const ladderQuery = (id: string) =>
  queryOptions({ queryKey: ["ladder", id], queryFn: () => ladderOf(id), refetchOnWindowFocus: false });

export const trunksQuery = queryOptions({
  queryKey: ["trunks"],
  queryFn: async () => (await ask(api.GET("/api/trunks"))) as { items: Trunk[]; total: number },
  // Round trips and refreshed registrations are told to nobody.
  refetchInterval: 15_000,
});
