import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../foundation/api";
import { tellFailure } from "../foundation/notify";
import { useCan } from "../identity/session";

/** How a number that stands on the page is called; nothing where somebody has no telephone. */
export interface Dial {
  /** "Call", or "Consult" where the caller waits meanwhile. */
  words: string;
  run: (number: string) => void;
  /** Why not now, in words. */
  why: string | null;
}

/** Calls an organisation for a practice: no patient is in it. */
export function useDial(practice: string): Dial | null {
  const mayCall = useCan()("calls.make");
  const queryClient = useQueryClient();
  const call = useMutation({
    mutationFn: (to: string) => ask(api.POST("/api/calls", { body: { to, practice } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["me"] }),
    onError: tellFailure,
  });
  return mayCall
    ? { words: "Call", run: (number) => call.mutate(number), why: call.isPending ? "Calling" : null }
    : null;
}
