import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RecordInput } from "../../api/types";
import { api, ask } from "../../foundation/api";
import { tellFailure } from "../../foundation/notify";
import { closeLookUp, showCard } from "../../patients/lookUp";
import { deskCallQuery } from "../queries";

/** For which call a record is changed, or for which reason: one of both is needed. */
export type Ground = { call: string } | { reason: string };

export function useSaveRecord(patientId: string, ground: Ground, wasVip: boolean) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (record: RecordInput) =>
      ask(api.PUT("/api/desk/people/{id}", { params: { path: { id: patientId } }, body: { record, ...ground } })),
    onSuccess: (card, record) => {
      if ("call" in ground) return queryClient.invalidateQueries({ queryKey: deskCallQuery(ground.call).queryKey });
      // Whoever makes somebody a VIP has not said why they need a VIP's record.
      return record.vip && !wasVip ? closeLookUp(queryClient) : showCard(queryClient, card);
    },
  });
}

/** All of a confidential visit, for a reason of its own. */
export const openVisit = (patientId: string, visit: string, ground: Ground, reason: string) =>
  ask(
    api.POST("/api/desk/people/{id}/visits/{visit}/open", {
      params: { path: { id: patientId, visit } },
      body: { reason, call: "call" in ground ? ground.call : null },
    }),
  );

export function useMarkVisit(patientId: string, ground: Ground) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ visit, confidential }: { visit: string; confidential: boolean }) =>
      ask(
        api.PUT("/api/desk/people/{id}/visits/{visit}", {
          params: { path: { id: patientId, visit } },
          body: { confidential, ...ground },
        }),
      ),
    onSuccess: (card) =>
      "call" in ground
        ? queryClient.invalidateQueries({ queryKey: deskCallQuery(ground.call).queryKey })
        : showCard(queryClient, card),
  });
}

/** Reads the card of a person anew, after something beside the record was changed; that is a reading for the same ground. */
export function useReadAnew(patientId: string, ground: Ground) {
  const queryClient = useQueryClient();
  return async () => {
    if ("call" in ground) return queryClient.invalidateQueries({ queryKey: deskCallQuery(ground.call).queryKey });
    const path = { params: { path: { id: patientId } }, body: ground };
    try {
      showCard(queryClient, await ask(api.POST("/api/desk/people/{id}/look-up", path)));
    } catch (error) {
      // What was done is done: only the card is not read anew, such as while a call came to the desk.
      tellFailure(error);
    }
  };
}

export type DeathStep = "reported" | "confirmed" | "withdrawn";

/** Nothing of the record is answered, as the caller may be anybody: who may see the card reads it again. */
export function useReportDeath(patientId: string, ground: Ground) {
  const readAnew = useReadAnew(patientId, ground);
  return useMutation({
    mutationFn: (step: DeathStep) =>
      ask(api.POST("/api/desk/people/{id}/death", { params: { path: { id: patientId } }, body: { step, ...ground } })),
    onSuccess: readAnew,
  });
}
