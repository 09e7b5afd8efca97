import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Agent, AgentMe, StateChange } from "../api/types";
import { api, ask } from "../foundation/api";
import { tellFailure } from "../foundation/notify";

export const agentMeQuery = queryOptions({
  queryKey: ["me", "agent"],
  queryFn: async () => (await ask(api.GET("/api/agents/me"))) as AgentMe,
});

export const phoneQuery = queryOptions({
  queryKey: ["me", "phone"],
  queryFn: () => ask(api.GET("/api/agents/me/phone")),
});

export const agentsQuery = queryOptions({
  queryKey: ["agents"],
  queryFn: async () => (await ask(api.GET("/api/agents"))) as { items: Agent[]; total: number },
});

export function useSetNextState() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: StateChange) => ask(api.PUT("/api/agents/me/next-state", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["me"] }),
    onError: tellFailure,
  });
}
