import { Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { SetUpPractice } from "../api/types";
import { api, ask, fieldWords, wordsOf } from "../foundation/api";
import { parseNumber, phoneNumber } from "../foundation/formats";
import { setUpQuery } from "./queries";
import type { StepProps } from "./SetUpPage";

/** Which number leads to which queue; the first of a practice is also what its calls out show. */
export function NumberStep({ setUp, practice, onDone }: StepProps) {
  const [typed, type] = useState("");
  const there = practice?.numbers ?? [];
  return (
    <Stack gap={12}>
      {there.map((number) => (
        <Text key={number.e164}>
          {phoneNumber(number.e164)} leads to {number.purpose}
        </Text>
      ))}
      {setUp.unknown.length > 0 && <Unknown setUp={setUp} onUse={type} />}
      <AddNumber practice={practice as SetUpPractice} typed={typed} onType={type} onDone={onDone} />
      {there.length > 0 && (
        <Group>
          <Button onClick={() => onDone()}>Next</Button>
        </Group>
      )}
    </Stack>
  );
}

function Unknown({ setUp, onUse }: { setUp: StepProps["setUp"]; onUse: (number: string) => void }) {
  return (
    <Stack gap={6}>
      <Text>Calls came in for these, and nobody took them, because they are no numbers of this centre yet:</Text>
      {setUp.unknown.map((each) => (
        <Group key={each.dialled} gap={10}>
          <Text>
            {each.e164 ? phoneNumber(each.e164) : each.dialled}, from {each.trunk || "a trunk"}
          </Text>
          {each.e164 && (
            <Button size="xs" h={32} variant="default" onClick={() => onUse(each.e164 as string)}>
              Use {phoneNumber(each.e164)}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}

interface AddNumberProps {
  practice: SetUpPractice;
  typed: string;
  onType: (typed: string) => void;
  onDone: () => void;
}

function AddNumber({ practice, typed, onType, onDone }: AddNumberProps) {
  const queryClient = useQueryClient();
  const [queue, setQueue] = useState(practice.queues[0]?.id ?? "");
  const [purpose, setPurpose] = useState<string | null>(null);
  const said = purpose ?? practice.queues.find((each) => each.id === queue)?.name ?? "";
  const number = parseNumber(typed);
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.PUT("/api/numbers/{e164}", {
          params: { path: { e164: number ?? typed } },
          body: {
            practice: practice.id,
            queue,
            purpose: said,
            shownOutbound: practice.numbers.length === 0 || undefined,
          },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: setUpQuery.queryKey });
      onType("");
      if (practice.numbers.length === 0) onDone();
    },
  });
  const wrong = fieldWords(save.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        <Group gap={12} align="flex-start">
          <TextInput
            label="Number"
            type="tel"
            required
            placeholder="(512) 555-0100"
            flex="1 1 170px"
            value={typed}
            onChange={(event) => onType(event.currentTarget.value)}
            error={wrong.e164 ?? (typed.length > 9 && !number ? "This is no telephone number" : undefined)}
          />
          <NativeSelect
            label="Leads to"
            flex="1 1 170px"
            data={practice.queues.map(({ id, name }) => ({ value: id, label: name }))}
            value={queue}
            onChange={(event) => setQueue(event.currentTarget.value)}
            error={wrong.queue}
          />
          <TextInput
            label="Called"
            description="Agents hear and see it"
            inputWrapperOrder={["label", "input", "description", "error"]}
            required
            maxLength={120}
            flex="1 1 170px"
            value={said}
            onChange={(event) => setPurpose(event.currentTarget.value)}
            error={wrong.purpose}
          />
        </Group>
        <Text c="dimmed">
          Begin with a number of its own for trying, and move the practice's own number when all of it went well.
        </Text>
        {save.isError && (
          <Text role="alert" c="red.9">
            {wordsOf(save.error)}
          </Text>
        )}
        <Group>
          <Button
            type="submit"
            variant={practice.numbers.length ? "default" : "filled"}
            loading={save.isPending}
            disabled={!number || !said.trim()}
          >
            Save the number
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
