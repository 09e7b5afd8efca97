import { useMutation, useQueryClient } from "@tanstack/react-query";
import { exportsQuery } from "./queries";

/** Does something with an export; the page shows at once how it stands then. */
export function useExportAction(practice: string, act: () => Promise<unknown>, done?: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: exportsQuery(practice).queryKey });
      done?.();
    },
  });
}
