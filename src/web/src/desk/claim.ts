import { queryOptions, useQuery } from "@tanstack/react-query";
import { agentMeQuery } from "../agents/queries";
import type { AgentMe } from "../api/types";
import { api, ask } from "../foundation/api";
import { queryClient } from "../foundation/queryClient";

/** This page's claim on the agent's desk: made once when the desk opens, and anew only when the agent takes it back. */
const claimQuery = queryOptions({
  queryKey: ["desk", "claim"],
  queryFn: async () => {
    const { deskId } = await ask(api.POST("/api/agents/me/desk", { body: {} }));
    await queryClient.cancelQueries({ queryKey: agentMeQuery.queryKey });
    queryClient.setQueryData(agentMeQuery.queryKey, (me) => me && { ...me, deskId });
    void queryClient.invalidateQueries({ queryKey: ["me"] });
    return deskId;
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** Whether this page holds the desk, and how to take it back when another place has it. */
export function useDeskClaim(agent: AgentMe) {
  const claim = useQuery(claimQuery);
  const takenOver = Boolean(claim.data && !claim.isFetching && agent.deskId && agent.deskId !== claim.data);
  return {
    takenOver,
    takingBack: claim.isFetching,
    takeBack: () => queryClient.refetchQueries({ queryKey: claimQuery.queryKey }),
  };
}
