import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { AgentDayBoard, DayBoard, MyDay } from "../api/types";
import { api, ask } from "../foundation/api";

/** A figure changes when a call ends; the report behind it is read once for each asking. */
const everyFive = 5_000;
const everyFifteen = 15_000;

export const dayBoardQuery = (practice: string | undefined) =>
  queryOptions({
    queryKey: ["day", "calls", practice],
    queryFn: async () => (await ask(api.GET("/api/reports/day", { params: { query: { practice } } }))) as DayBoard,
    refetchInterval: everyFive,
  });

export const agentDaysQuery = (practice: string) =>
  queryOptions({
    queryKey: ["day", "agents", practice],
    queryFn: async () =>
      (await ask(api.GET("/api/reports/day/agents", { params: { query: { practice } } }))) as AgentDayBoard,
    refetchInterval: everyFifteen,
  });

/** Of one's own calls, and so asked anew when one of them has changed. */
export const myDayQuery = queryOptions({
  queryKey: ["calls", "day"],
  queryFn: async () => (await ask(api.GET("/api/reports/my-day"))) as MyDay,
  staleTime: 60_000,
});

/** Sets the target of one figure; null takes it away. */
export function useSetTarget(practice: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ metric, target }: { metric: string; target: number | null }) =>
      ask(
        api.PUT("/api/reports/targets/{practice}/{metric}", {
          params: { path: { practice, metric } },
          body: { target },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["day"] }),
  });
}
