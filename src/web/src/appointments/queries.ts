import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { paths } from "../api/schema";
import type { RequestState } from "../api/types";
import { api, ask } from "../foundation/api";

export type RequestFilter = NonNullable<paths["/api/appointment-requests"]["get"]["parameters"]["query"]>;
export type RequestInput = paths["/api/appointment-requests"]["post"]["requestBody"]["content"]["application/json"];

/** What colleagues did is seen after so many milliseconds at the latest; each reading is audited, so it is not read with every change. */
const readAgainAfter = 120_000;

export const requestsQuery = (filter: RequestFilter) =>
  queryOptions({
    queryKey: ["appointmentRequests", filter],
    queryFn: () => ask(api.GET("/api/appointment-requests", { params: { query: filter } })),
    refetchInterval: readAgainAfter,
    gcTime: 0,
  });

/** One with its steps, and the patient's visits that may have come of it. */
export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ["appointmentRequest", id],
    queryFn: () => ask(api.GET("/api/appointment-requests/{id}", { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Reads anew what shows requests; `also` reads the card of a person. */
function useDone(also?: () => Promise<unknown>) {
  const queryClient = useQueryClient();
  return async () => {
    const keys = [["appointmentRequests"], ["contacts", "referrals"], ["referredPatients"]];
    await Promise.all([...keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })), also?.()]);
  };
}

export function useAddRequest(also?: () => Promise<unknown>) {
  const done = useDone(also);
  return useMutation({
    mutationFn: (body: RequestInput) => ask(api.POST("/api/appointment-requests", { body })),
    onSuccess: done,
  });
}

interface Step {
  state: RequestState;
  note?: string;
  appointment?: string;
}

export function useMoveRequest({ id, version }: { id: string; version: number }, also?: () => Promise<unknown>) {
  const done = useDone(also);
  return useMutation({
    mutationFn: (step: Step) =>
      ask(api.PUT("/api/appointment-requests/{id}/state", { params: { path: { id } }, body: { version, ...step } })),
    onSuccess: done,
  });
}
