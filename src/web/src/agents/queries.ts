import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { StateChange } from "../api/types";
import { api, ask } from "../foundation/api";
import { tellFailure } from "../foundation/notify";

export const agentMeQuery = queryOptions({
  queryKey: ["me", "agent"],
  queryFn: () => ask(api.GET("/api/agents/me")),
});

export const phoneQuery = queryOptions({
  queryKey: ["me", "phone"],
  queryFn: () => ask(api.GET("/api/agents/me/phone")),
});

export const agentsQuery = queryOptions({
  queryKey: ["agents"],
  queryFn: () => ask(api.GET("/api/agents")),
});

export function useSetState() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: StateChange) => ask(api.PUT("/api/agents/me/state", { body })),
    onSuccess: (me) => queryClient.setQueryData(agentMeQuery.queryKey, me),
    onError: tellFailure,
  });
}

export function useSetNextState() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: StateChange) => ask(api.PUT("/api/agents/me/next-state", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["me"] }),
    onError: tellFailure,
  });
}
