import { MutationCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api";
import { closeFailure } from "./notify";

/** Refusals are final; only what may pass is tried again. What somebody does is tried at once even where the browser thinks it is offline: nothing waits unseen. */
export const queryClient = new QueryClient({
  mutationCache: new MutationCache({ onSuccess: closeFailure }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && error instanceof ApiError && error.status !== 401 && error.passing,
    },
    mutations: { networkMode: "always" },
  },
});
