import { queryOptions, useQuery } from "@tanstack/react-query";
import { agentMeQuery } from "../agents/queries";
import { api, ask } from "../foundation/api";
import { queryClient } from "../foundation/queryClient";

/** This page's claim on the agent's desk, by its id: made once when the desk opens, and anew only when the agent takes it back. */
const claimQuery = queryOptions({
  queryKey: ["desk", "claim"],
  queryFn: async () => {
    const { deskId } = await ask(api.POST("/api/agents/me/desk"));
    // An answer that was asked for before the claim still names the desk before.
    await queryClient.cancelQueries({ queryKey: agentMeQuery.queryKey });
    queryClient.setQueryData(agentMeQuery.queryKey, (me) => me && { ...me, deskId });
    void queryClient.invalidateQueries({ queryKey: ["me"] });
    return deskId;
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** Takes the agent's desk for this page, also back from another; the page that had it loses its phone. */
export const claimDesk = () => queryClient.refetchQueries({ queryKey: claimQuery.queryKey });

/** Asks the server whether the desk in force is this page's: until its word of a takeover arrives, a page may think so wrongly. */
export async function holdsDesk(): Promise<boolean> {
  const { deskId } = await queryClient.fetchQuery({ ...agentMeQuery, staleTime: 0 });
  return deskId === queryClient.getQueryData(claimQuery.queryKey);
}

export interface DeskClaim {
  /** The desk in force is this page's. */
  held: boolean;
  /** It was this page's, until it was opened at another place. */
  takenOver: boolean;
  /** The claim is being made. */
  taking: boolean;
}

function useClaim(makes: boolean): DeskClaim {
  const claim = useQuery({ ...claimQuery, enabled: makes });
  const { data: me } = useQuery(agentMeQuery);
  const known = claim.data !== undefined && !claim.isFetching && me !== undefined;
  return {
    held: known && me.deskId === claim.data,
    takenOver: known && me.deskId !== claim.data,
    taking: claim.isFetching,
  };
}

/** For the desk's own page: makes the claim when the desk opens for the first time in this page. */
export const useDesk = () => useClaim(true);

/** For everything else of the page: where it stands with the desk. */
export const useDeskClaim = () => useClaim(false);
