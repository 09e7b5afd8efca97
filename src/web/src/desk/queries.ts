import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../foundation/api";
import { tellFailure } from "../foundation/notify";

/** The call as the desk shows it. Every reading of a person is audited, so it is read again only when something was done. */
export const deskCallQuery = (id: string) =>
  queryOptions({
    queryKey: ["desk", "call", id],
    queryFn: () => ask(api.GET("/api/desk/calls/{id}", { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Something done about the people of a call; the call is read again afterwards. */
export function useDeskCallChange<Input, Answer>(id: string, change: (input: Input) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: deskCallQuery(id).queryKey }),
  });
}

export const locationQuery = queryOptions({
  queryKey: ["desk", "location"],
  queryFn: () => ask(api.GET("/api/agents/me/location")),
  staleTime: Number.POSITIVE_INFINITY,
});

export const parkedQuery = queryOptions({
  queryKey: ["parked"],
  queryFn: () => ask(api.GET("/api/calls/parked")),
});

export const targetsQuery = (query: string) =>
  queryOptions({
    queryKey: ["targets", query],
    queryFn: () => ask(api.GET("/api/calls/targets", { params: { query: { query } } })),
    staleTime: 2_000,
  });
