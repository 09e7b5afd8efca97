import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { agentMeQuery } from "../agents/queries";
import type { AgentMe } from "../api/types";
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

/** Takes the desk for this page unless it has been taken by it before. */
export const takeDesk = () => queryClient.fetchQuery(claimQuery);

/** The phone of who leads is not open on every page: opens it, and waits until calls reach it or the patience is over. */
export async function openPhone(patience = 8_000): Promise<void> {
  const until = Date.now() + patience;
  let me = await queryClient.fetchQuery({ ...agentMeQuery, staleTime: 0 });
  if (me.phone.kind !== "browser" || me.phone.reachable) return;
  await takeDesk();
  while (!me.phone.reachable && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    me = await queryClient.fetchQuery({ ...agentMeQuery, staleTime: 0 });
  }
}

/** How long after a page has come it may find out that nobody has the desk, in milliseconds: the page before it may just have gone. */
const newFor = 8_000;
const loadedAt = Date.now();

/**
 * An agent at work who loads another page than the desk again, or opens one by its address, keeps the phone: where no page has it,
 * this one takes it. A page that has been there for a while takes nothing: the desk may only have lost its connection.
 */
export function useDeskWhereNobodyHasIt(me: AgentMe | undefined) {
  const atWork = me !== undefined && me.state !== "signedOut" && me.state !== "away";
  const missing = atWork && me.phone.kind === "browser" && !me.phone.reachable;
  useEffect(() => {
    if (missing && Date.now() - loadedAt < newFor) void takeDesk();
  }, [missing]);
}

/** For the desk's own page: makes the claim when the desk opens for the first time in this page. */
export const useDesk = () => useClaim(true);

/** For everything else of the page: where it stands with the desk. */
export const useDeskClaim = () => useClaim(false);
