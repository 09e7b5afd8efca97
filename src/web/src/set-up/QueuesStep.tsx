import { Button, Group, Stack, TagsInput, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { SetUpPractice } from "../api/types";
import { api, ask, wordsOf } from "../foundation/api";
import { queuesQuery } from "../routing/queries";
import { setUpQuery } from "./queries";
import type { StepProps } from "./SetUpPage";

/** What callers wait for. What was made before a failure stays, and is not made twice. */
export function QueuesStep({ practice, onDone }: StepProps) {
  const queryClient = useQueryClient();
  const there = practice?.queues ?? [];
  const [names, setNames] = useState(there.length ? there.map((queue) => queue.name) : ["Appointments"]);
  const save = useMutation({
    mutationFn: () => makeQueues(practice as SetUpPractice, names),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queuesQuery.queryKey }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: setUpQuery.queryKey });
      onDone();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  const kept = there.filter((queue) => !names.includes(queue.name));
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        <TagsInput
          label="Queues"
          description="One for each thing that other people answer: Appointments, Billing, Nurse line. Enter adds one"
          required
          maxTags={20}
          value={names}
          onChange={setNames}
        />
        <Text c="dimmed">
          Everybody added in the next step serves all of them. How long a call rings, wraps up and may wait is on the
          page Settings.
        </Text>
        {kept.length > 0 && (
          <Text>{kept.map((queue) => queue.name).join(", ")} is there already and stays: a queue keeps its calls.</Text>
        )}
        {save.isError && (
          <Text role="alert" c="red.9">
            {wordsOf(save.error)}
          </Text>
        )}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={names.length === 0}>
            Save the queues
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

async function makeQueues(practice: SetUpPractice, names: readonly string[]) {
  const ids = practice.queues.map((queue) => queue.id);
  for (const name of names.filter((each) => !practice.queues.some((queue) => queue.name === each))) {
    ids.push((await ask(api.POST("/api/queues", { body: { practice: practice.id, name } }))).id);
  }
  const queues = (known: readonly string[]) =>
    ids.filter((id) => !known.includes(id)).map((queue) => ({ queue, level: 1 }));
  if (!practice.profile) {
    await ask(api.POST("/api/profiles", { body: { practice: practice.id, name: "All queues", queues: queues([]) } }));
    return;
  }
  // The levels that stand there may have been chosen with care.
  const kept =
    (await ask(api.GET("/api/profiles"))).items.find((profile) => profile.id === practice.profile)?.queues ?? [];
  await ask(
    api.PUT("/api/profiles/{id}", {
      params: { path: { id: practice.profile } },
      body: { queues: [...kept, ...queues(kept.map(({ queue }) => queue))] },
    }),
  );
}
