import { useMutation, useQueryClient } from "@tanstack/react-query";
import { fieldWords, wordsOf } from "../foundation/api";
import { tell } from "../foundation/notify";

/** Saves a version. Where words would get lost the server asks first: `why` says what, and `confirm` goes on. */
export function useSaving(save: (confirm: boolean) => Promise<unknown>, onSaved: () => void) {
  const queryClient = useQueryClient();
  const saving = useMutation({
    mutationFn: save,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["prompts"] });
      tell("Saved. The next call goes by it.");
      onSaved();
    },
  });
  const wrong = fieldWords(saving.error);
  const why = wrong.confirm ?? null;
  return {
    pending: saving.isPending,
    why,
    wrong,
    failure: saving.isError && why === null ? wordsOf(saving.error) : null,
    save: () => saving.mutate(false),
    confirm: () => saving.mutate(true),
    forget: saving.reset,
  };
}
