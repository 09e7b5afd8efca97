import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { OpeningReason, PatientRow, PersonCard } from "../api/types";
import { api, ask, fieldWords } from "../foundation/api";

interface LookUp {
  person: PatientRow;
  /** There once a reason was given. */
  card: PersonCard | null;
  /** Why; changes of the record are made for it too. */
  reason?: string;
}

// Beside the answers of the server and gone with them at the sign-out; in no URL and no storage of the browser.
const key = ["lookUp"];

/** The person looked up without a call about them, if any. */
export const useLookedUp = () =>
  useQuery<LookUp | null>({ queryKey: key, queryFn: () => null, staleTime: Number.POSITIVE_INFINITY }).data ?? null;

export const lookUp = (queryClient: QueryClient, person: PatientRow) =>
  queryClient.setQueryData<LookUp>(key, { person, card: null });

export const closeLookUp = (queryClient: QueryClient) => queryClient.setQueryData<LookUp | null>(key, null);

/** Why a card is opened; a VIP's with a code. */
interface Why {
  reason: string;
  code?: OpeningReason;
}

/** Opens the card for a reason, which is kept. */
export function useOpenCard(person: PatientRow) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (why: Why) =>
      ask(api.POST("/api/desk/people/{id}/look-up", { params: { path: { id: person.id } }, body: why })),
    onSuccess: (card, { reason }) =>
      queryClient.setQueryData<LookUp | null>(key, (now) =>
        now?.person.id === person.id ? { person, card, reason } : now,
      ),
    // The row was read before somebody made the person a VIP, or before an opening ended: it is hidden by now.
    onError: (error) => {
      if (fieldWords(error).code) lookUp(queryClient, { ...person, vip: true, hidden: true });
    },
  });
}

/** The card anew, after a change. */
export const showCard = (queryClient: QueryClient, card: PersonCard) =>
  queryClient.setQueryData<LookUp | null>(key, (now) => (now?.person.id === card.patientId ? { ...now, card } : now));
