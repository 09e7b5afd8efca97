import { Button, Group, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { WorkItem } from "../api/types";
import { api, ask } from "../foundation/api";
import { useNow } from "../foundation/clock";
import { dayTime, dueWords } from "../foundation/formats";
import { tellFailure } from "../foundation/notify";
import { ReasonDialog } from "../foundation/ReasonDialog";
import { useCan, useMe } from "../identity/session";
import { Player } from "../interactions/Player";

export function WorkItemCard({ item }: { item: WorkItem }) {
  const now = useNow();
  const can = useCan();
  const where = [item.practice.name, item.queue?.name].filter(Boolean).join(" · ");
  const voicemail = item.kind.toLowerCase() === "voicemail" && item.interactionId;
  return (
    <article className="panel" aria-label={item.title}>
      <Group justify="space-between" align="flex-start" gap="md">
        <div style={{ flex: "1 1 260px" }}>
          <Title order={2}>{item.title}</Title>
          <Text>{where}</Text>
          <Text
            className="figures"
            c={item.overdue && !item.doneAt ? "red.9" : "dimmed"}
            fw={item.overdue && !item.doneAt ? 600 : 400}
          >
            {item.doneAt ? `done ${dayTime(item.doneAt, now)}` : dueWords(item.dueAt, now)}, received{" "}
            {dayTime(item.createdAt, now)}
            {item.assignee ? `, with ${item.assignee.name}` : ""}
          </Text>
          {item.note && <Text>{item.note}</Text>}
          {item.interactionId && can("interactions.read") && (
            <Link to="/calls/$id" params={{ id: item.interactionId }}>
              Open the call
            </Link>
          )}
          {item.kind === "knowledge" && can("knowledge.read") && <Link to="/knowledge">Open the knowledge cards</Link>}
        </div>
        {voicemail && can("recordings.listen") && item.interactionId && (
          <div style={{ flex: "1 1 320px", maxWidth: 460 }}>
            <Player interactionId={item.interactionId} kind="voicemail" label="Voicemail" />
          </div>
        )}
        {!item.doneAt && <Actions item={item} />}
      </Group>
    </article>
  );
}

function Actions({ item }: { item: WorkItem }) {
  const me = useMe();
  const may = useCan()("workItems.work");
  const queryClient = useQueryClient();
  const [asking, dialog] = useDisclosure(false);
  const path = { params: { path: { id: item.id } } };
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["workItems"] });
  const mine = item.assignee?.id === me?.id;
  const claim = useMutation({
    mutationFn: () =>
      ask(mine ? api.POST("/api/work-items/{id}/release", path) : api.POST("/api/work-items/{id}/claim", path)),
    onError: tellFailure,
    onSettled: refresh,
  });
  const done = (note: string) => ask(api.POST("/api/work-items/{id}/done", { ...path, body: { note } })).then(refresh);
  if (!may) return null;
  return (
    <Group gap={6} justify="flex-end" miw={172} ml="auto">
      {(mine || !item.assignee) && (
        <Button variant="default" loading={claim.isPending} onClick={() => claim.mutate()}>
          {mine ? "Release" : "Claim"}
        </Button>
      )}
      <Button onClick={dialog.open}>Done</Button>
      <ReasonDialog
        title="Done"
        label="What was done?"
        confirmWords="Mark as done"
        opened={asking}
        onClose={dialog.close}
        onConfirm={done}
      />
    </Group>
  );
}
