import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { Owed } from "../api/types";
import { api, ask } from "../foundation/api";
import { tell, tellFailure } from "../foundation/notify";
import { ReasonDialog } from "../foundation/ReasonDialog";
import { useCan, useMe } from "../identity/session";
import { useCloseOwed } from "./closeOwed";

const closeReasons = ["Reached another way", "Called again and got through", "Wrong number", "Not wanted"] as const;

/** What can be done about one entry. A call-back rings the agent's own phone and moves to the desk. */
export function OwedActions({ entry }: { entry: Owed }) {
  const me = useMe();
  const can = useCan();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [closing, dialog] = useDisclosure(false);
  const close = useCloseOwed();
  const path = { params: { path: { id: entry.id } } };
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["owed"] });
  const mine = entry.owner?.id === me?.id;
  const claim = useMutation({
    mutationFn: () => ask(mine ? api.POST("/api/owed/{id}/release", path) : api.POST("/api/owed/{id}/claim", path)),
    onError: tellFailure,
    onSettled: refresh,
  });
  const call = useMutation({
    mutationFn: () => ask(api.POST("/api/calls", { body: { to: entry.number, owedId: entry.id } })),
    onSuccess: () => {
      tell("Your phone rings first, then theirs");
      void queryClient.invalidateQueries({ queryKey: ["me"] });
      void router.navigate({ to: "/desk" });
    },
    onError: tellFailure,
    onSettled: refresh,
  });
  if (!can("owed.work")) return null;
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      {can("calls.make") && (
        <Button size="xs" h={32} loading={call.isPending} onClick={() => call.mutate()}>
          Call back
        </Button>
      )}
      {(mine || !entry.owner) && (
        <Button size="xs" h={32} variant="default" loading={claim.isPending} onClick={() => claim.mutate()}>
          {mine ? "Release" : "Claim"}
        </Button>
      )}
      <Button size="xs" h={32} variant="default" onClick={dialog.open}>
        Close
      </Button>
      <ReasonDialog
        title="Close without a call"
        label="Why is nothing owed any more?"
        note="It closes by itself when the person is reached."
        confirmWords="Close it"
        suggestions={closeReasons}
        opened={closing}
        onClose={dialog.close}
        onConfirm={(reason) => close(entry.id, reason)}
      />
    </Group>
  );
}
