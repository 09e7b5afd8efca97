import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { StateChange } from "../api/types";
import { flushDrafts } from "../dispositions/drafts";
import { api, ask } from "../foundation/api";
import { tellFailure } from "../foundation/notify";
import { fulfilled, type Wish, wishing, wishState } from "./wishes";

/** Changes the agent's state. Notes that the server does not have yet go first: nobody is ready over unsaved notes. */
export function useSetState(): (body: StateChange) => void {
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    mutationKey: wishing,
    mutationFn: async ({ body }: { body: StateChange; wish: Wish }) => {
      await flushDrafts();
      await ask(api.PUT("/api/agents/me/state", { body }));
    },
    onSuccess: (_, { wish }) => fulfilled(queryClient, wish),
    onError: tellFailure,
  });
  return (body) => mutate({ body, wish: wishState(body) });
}
