import { useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../foundation/api";
import { tellFailure, tellUndo } from "../foundation/notify";

/** Closes an entry with its reason; for a moment it can be opened again. */
export function useCloseOwed() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["owed"] });
  return async (id: string, reason: string) => {
    const path = { params: { path: { id } } };
    await ask(api.POST("/api/owed/{id}/close", { ...path, body: { reason } }));
    tellUndo("Closed", () => ask(api.POST("/api/owed/{id}/reopen", path)).then(refresh, tellFailure));
    await refresh();
  };
}
