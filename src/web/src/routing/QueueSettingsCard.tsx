import { Button, Group, NumberInput, Switch, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { Queue, QueueSettings } from "../api/types";
import { api, ask, wordsOf } from "../foundation/api";
import { tell } from "../foundation/notify";
import { useCan } from "../identity/session";

const settingsOf = ({
  offerSeconds,
  maxWaiting,
  autoAnswer,
  serviceLevelSeconds,
  owedMinutes,
  wrapUpSeconds,
}: Queue): QueueSettings => ({
  offerSeconds,
  maxWaiting,
  autoAnswer,
  serviceLevelSeconds,
  owedMinutes,
  wrapUpSeconds,
});

export function QueueSettingsCard({ queue }: { queue: Queue }) {
  const mayEdit = useCan()("queues.edit");
  const queryClient = useQueryClient();
  const [changes, setChanges] = useState<Partial<QueueSettings>>({});
  const settings = { ...settingsOf(queue), ...changes };
  const save = useMutation({
    mutationFn: () => ask(api.PUT("/api/queues/{id}", { params: { path: { id: queue.id } }, body: settings })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["queues"] });
      setChanges({});
      tell("Saved");
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  const number = (label: string, key: Exclude<keyof QueueSettings, "autoAnswer">, least: number, most: number) => (
    <NumberInput
      label={label}
      w={190}
      min={least}
      max={most}
      allowDecimal={false}
      readOnly={!mayEdit}
      value={settings[key]}
      onChange={(value) => typeof value === "number" && setChanges({ ...changes, [key]: value })}
    />
  );
  return (
    <form className="panel" onSubmit={submit} aria-label={`${queue.name}, ${queue.practice.name}`}>
      <Title order={3} mb={6}>
        {queue.name}, {queue.practice.name}
      </Title>
      <Group align="flex-end" gap={10}>
        {number("Rings for, seconds", "offerSeconds", 5, 60)}
        {number("Most who may wait", "maxWaiting", 0, 500)}
        {number("Answered within, seconds", "serviceLevelSeconds", 5, 600)}
        {number("Call back within, minutes", "owedMinutes", 5, 10_080)}
        {number("Wrap-up takes, seconds", "wrapUpSeconds", 10, 600)}
        <Switch
          label="Answers by itself"
          mb={8}
          disabled={!mayEdit}
          checked={settings.autoAnswer}
          onChange={(event) => setChanges({ ...changes, autoAnswer: event.currentTarget.checked })}
        />
        {mayEdit && (
          <Button type="submit" disabled={Object.keys(changes).length === 0} loading={save.isPending}>
            Save
          </Button>
        )}
      </Group>
      {save.isError && (
        <Text role="alert" c="red.9" mt={6}>
          {wordsOf(save.error)}
        </Text>
      )}
    </form>
  );
}
