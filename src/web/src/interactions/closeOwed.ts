import { useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api, ask } from "../foundation/api";
import { tellFailure, tellUndo, undoFor } from "../foundation/notify";

let closing: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
function mark(id: string, on: boolean) {
  const next = new Set(closing);
  if (on) next.add(id);
  else next.delete(id);
  closing = next;
  for (const listener of listeners) listener();
}

/** The entries that are closed on this screen while they can still be taken back. */
export const useClosing = () => useSyncExternalStore(subscribe, () => closing);

/** Closes an entry with its reason once the time to undo has passed; until then nothing has happened at the server. */
export function useCloseOwed() {
  const queryClient = useQueryClient();
  return (id: string, reason: string) => {
    mark(id, true);
    const timer = setTimeout(async () => {
      try {
        await ask(api.POST("/api/owed/{id}/close", { params: { path: { id } }, body: { reason } }));
      } catch (error) {
        tellFailure(error);
      }
      await queryClient.invalidateQueries({ queryKey: ["owed"] });
      mark(id, false);
    }, undoFor);
    tellUndo("Closed", () => {
      clearTimeout(timer);
      mark(id, false);
    });
  };
}
