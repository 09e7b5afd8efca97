import { useMutation, useQueryClient } from "@tanstack/react-query";
import { importQuery } from "./queries";

/** Does something with an import; the page shows at once how it stands then. */
export function useImportAction<Input = void>(id: string, act: (input: Input) => Promise<unknown>, done?: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: importQuery(id).queryKey });
      void queryClient.invalidateQueries({ queryKey: ["imports", "list"] });
      done?.();
    },
  });
}
