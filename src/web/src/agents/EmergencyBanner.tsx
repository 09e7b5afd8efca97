import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Emergency } from "../api/types";
import { api, ask } from "../foundation/api";
import { secondsSince, useNow } from "../foundation/clock";
import { duration } from "../foundation/formats";
import { AlarmIcon } from "../foundation/icons";
import { tell, tellFailure } from "../foundation/notify";
import { ReasonDialog } from "../foundation/ReasonDialog";
import { useCan } from "../identity/session";

const emergenciesQuery = queryOptions({
  queryKey: ["emergencies"],
  queryFn: () => ask(api.GET("/api/emergencies")),
});

/** Every open emergency, on every page of those who can help. It lies over the foot of the page, so that nothing under the pointer moves when it comes. */
export function EmergencyBanner() {
  const open = useQuery({ ...emergenciesQuery, enabled: useCan()("emergencies.read") }).data?.items ?? [];
  if (open.length === 0) return null;
  return (
    <section className="emergencies" aria-label="Emergencies" role="alert">
      {open.map((emergency) => (
        <Line key={emergency.id} emergency={emergency} />
      ))}
    </section>
  );
}

const kindWords: { [kind: string]: string } = { asked: "asks for help on a call", dialled911: "dialled 911" };

function Line({ emergency }: { emergency: Emergency }) {
  const now = useNow();
  const mayTake = useCan()("emergencies.take");
  const queryClient = useQueryClient();
  const [closing, dialog] = useDisclosure(false);
  const path = { params: { path: { id: emergency.id } } };
  const refresh = () => queryClient.invalidateQueries({ queryKey: emergenciesQuery.queryKey });
  const take = useMutation({
    mutationFn: () => ask(api.POST("/api/emergencies/{id}/take", path)),
    onSuccess: ({ why }) => tell(why ? `Taken. ${why}` : "Your phone rings and joins the call"),
    onError: tellFailure,
    onSettled: refresh,
  });
  const close = (note: string) =>
    ask(api.POST("/api/emergencies/{id}/close", { ...path, body: { note } })).then(refresh);
  return (
    <Group className="emergencyLine" gap={10} wrap="nowrap" justify="space-between">
      <Group gap={8} wrap="nowrap" miw={0}>
        <AlarmIcon />
        <Text className="figures">
          <b>
            {emergency.agent.name} {kindWords[emergency.kind as keyof typeof kindWords]}
          </b>
          , {emergency.practice.name}, {duration(secondsSince(emergency.at, now))} ago. Caller at{" "}
          {emergency.callerAddress ?? "unknown address"}; agent at {emergency.agentLocation ?? "unknown place"}.
        </Text>
      </Group>
      {mayTake && (
        <Group gap={6} wrap="nowrap" flex="none">
          {emergency.takenBy ? (
            <Text>Taken by {emergency.takenBy.name}</Text>
          ) : (
            <Button
              size="xs"
              h={32}
              variant="white"
              color="red.9"
              loading={take.isPending}
              onClick={() => take.mutate()}
            >
              Take
            </Button>
          )}
          <Button size="xs" h={32} variant="white" color="dark" onClick={dialog.open}>
            Close
          </Button>
        </Group>
      )}
      <ReasonDialog
        title="Close the emergency"
        label="How did it end?"
        note="Kept with the call."
        confirmWords="Close it"
        opened={closing}
        onClose={dialog.close}
        onConfirm={close}
      />
    </Group>
  );
}
