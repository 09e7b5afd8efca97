import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Card } from "../api/types";
import { api, ask } from "../foundation/api";
import { useNow } from "../foundation/clock";
import { dayTime } from "../foundation/formats";
import { tell, tellFailure } from "../foundation/notify";
import { useCan } from "../identity/session";
import { CardMarks, ownerWords } from "./CardMarks";
import { CardText } from "./CardText";
import { cardReportsQuery } from "./queries";

/** A card with what may be done to it, and what was said against it. */
export function EditableCard({ card, onEdit }: { card: Card; onEdit: () => void }) {
  const mayEdit = useCan()("knowledge.edit");
  const now = useNow();
  return (
    <article className="panel" aria-label={card.title}>
      <Group justify="space-between" align="flex-start" gap={8}>
        <div style={{ flex: "1 1 300px", minWidth: 0 }}>
          <Title order={2}>{card.title}</Title>
          <CardMarks card={card} />
        </div>
        {mayEdit && (
          <Group gap={6}>
            <Button variant="default" aria-label={`Change: ${card.title}`} onClick={onEdit}>
              Change
            </Button>
            <Delete card={card} />
          </Group>
        )}
      </Group>
      <CardText body={card.body} />
      <Text c="dimmed">
        {ownerWords(card)}, changed {dayTime(card.changedAt, now)}
      </Text>
      {mayEdit && card.wrong > 0 && <Reports card={card} />}
    </article>
  );
}

/** Deletes at once; the message it leaves takes it back. */
function Delete({ card }: { card: Card }) {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["knowledge"] });
  const path = { params: { path: { id: card.id } } };
  const undo = async () => {
    notifications.clean();
    await ask(api.POST("/api/knowledge/{id}/undelete", path)).then(() => tell("The card is back."), tellFailure);
    await refresh();
  };
  const { mutate, isPending } = useMutation({
    mutationFn: () => ask(api.DELETE("/api/knowledge/{id}", path)),
    onSuccess: () => {
      notifications.clean();
      notifications.show({
        color: "teal.9",
        autoClose: 20_000,
        message: (
          <Group gap={10}>
            The card is deleted.
            <Button size="xs" h={32} variant="default" onClick={() => void undo()}>
              Undo
            </Button>
          </Group>
        ),
      });
    },
    onError: tellFailure,
    onSettled: refresh,
  });
  return (
    <Button variant="default" aria-label={`Delete: ${card.title}`} loading={isPending} onClick={() => mutate()}>
      Delete
    </Button>
  );
}

function Reports({ card }: { card: Card }) {
  const now = useNow();
  const queryClient = useQueryClient();
  const reports = useQuery(cardReportsQuery(card.id)).data?.items ?? [];
  const { mutate, isPending } = useMutation({
    mutationFn: () => ask(api.POST("/api/knowledge/{id}/settle", { params: { path: { id: card.id } } })),
    onSuccess: () => tell("Settled. The work items are done."),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["knowledge"] }),
  });
  return (
    <Stack gap={4} mt={8}>
      {reports.map((report) => (
        <Text key={report.id}>
          <b>
            {report.by.name}, {dayTime(report.at, now)}:
          </b>{" "}
          {report.note}
        </Text>
      ))}
      <Button
        w="fit-content"
        variant="default"
        aria-label={`Settled: ${card.title}`}
        loading={isPending}
        onClick={() => mutate()}
      >
        Settled
      </Button>
    </Stack>
  );
}
