import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Queue, QueueSettings } from "../api/types";
import { api, ask } from "../foundation/api";
import { tell } from "../foundation/notify";
import { SettingsCard } from "../foundation/SettingsCard";
import { useCan } from "../identity/session";

const numbers = [
  { key: "offerSeconds", label: "Rings for, seconds", least: 5, most: 60 },
  { key: "maxWaiting", label: "Most who may wait", least: 0, most: 500 },
  { key: "serviceLevelSeconds", label: "Answered within, seconds", least: 5, most: 600 },
  { key: "owedMinutes", label: "Call back within, minutes", least: 5, most: 10_080 },
  { key: "wrapUpSeconds", label: "Wrap-up takes, seconds", least: 10, most: 600 },
] as const;

const flag = { key: "autoAnswer", label: "Answers by itself" } as const;

const settingsOf = ({
  offerSeconds,
  maxWaiting,
  autoAnswer,
  serviceLevelSeconds,
  owedMinutes,
  wrapUpSeconds,
}: QueueSettings): QueueSettings => ({
  offerSeconds,
  maxWaiting,
  autoAnswer,
  serviceLevelSeconds,
  owedMinutes,
  wrapUpSeconds,
});

/** How one queue offers its calls. */
export function QueueSettingsCard({ queue }: { queue: Queue }) {
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (settings: QueueSettings) =>
      ask(api.PUT("/api/queues/{id}", { params: { path: { id: queue.id } }, body: settingsOf(settings) })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["queues"] });
      tell("Saved");
    },
  });
  return (
    <SettingsCard
      title={`${queue.name}, ${queue.practice.name}`}
      label={`${queue.name}, ${queue.practice.name}`}
      values={settingsOf(queue)}
      numbers={numbers}
      flag={flag}
      mayEdit={useCan()("queues.edit")}
      save={save}
    />
  );
}
