import { Anchor, Button, Checkbox, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { api, ask, fieldWords, wordsOf } from "../foundation/api";
import { sentence } from "../foundation/formats";
import { practicesQuery } from "../practices/queries";
import { weekdays } from "../practices/weekdays";
import { setUpQuery } from "./queries";
import type { StepProps } from "./SetUpPage";

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
// A browser may stand in a zone that it does not count among those it supports, such as UTC.
const zones = [...new Set([...Intl.supportedValuesOf("timeZone"), ownZone])];
const workdays = weekdays.slice(0, 5);

/** The practice itself: its name, its clock, and the hours that most of its days have. */
export function PracticeStep({ practice, onDone }: StepProps) {
  return practice ? (
    <>
      <Text>
        {practice.name} is there. Split shifts, holidays, locations, providers and visit types are on the page{" "}
        <Anchor component={Link} to="/practices">
          Practices
        </Anchor>
        .
      </Text>
      <Group>
        <Button onClick={() => onDone()}>Next</Button>
      </Group>
    </>
  ) : (
    <Form onDone={onDone} />
  );
}

function Form({ onDone }: Pick<StepProps, "onDone">) {
  const queryClient = useQueryClient();
  const [input, setInput] = useState({
    name: "",
    specialty: "",
    timeZone: ownZone as string | null,
    days: [...workdays] as string[],
    opensAt: "08:00",
    closesAt: "17:00",
  });
  const change = (patch: Partial<typeof input>) => setInput((before) => ({ ...before, ...patch }));
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.POST("/api/practices", {
          body: {
            name: input.name,
            specialty: input.specialty,
            timeZone: input.timeZone,
            hours: weekdays
              .filter((day) => input.days.includes(day))
              .map((day) => ({ day, opensAt: `${input.opensAt}:00`, closesAt: `${input.closesAt}:00` })),
          },
        }),
      ),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: practicesQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: setUpQuery.queryKey });
      onDone(id);
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
        <TextInput
          label="Name of the practice"
          description="As callers and agents say it"
          required
          maxLength={120}
          value={input.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={wrong.name}
        />
        <TextInput
          label="Speciality"
          maxLength={80}
          value={input.specialty}
          onChange={(event) => change({ specialty: event.currentTarget.value })}
          error={wrong.specialty}
        />
        <Select
          label="Time zone"
          description="Its opening hours and days are counted by this clock"
          required
          searchable
          limit={60}
          data={zones}
          value={input.timeZone}
          onChange={(timeZone) => change({ timeZone })}
          error={wrong.timeZone}
        />
        <Checkbox.Group label="Open on" value={input.days} onChange={(days) => change({ days })}>
          <Group gap={14} mt={6}>
            {weekdays.map((day) => (
              <Checkbox key={day} value={day} label={sentence(day)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Group gap={12}>
          <TextInput
            label="From"
            type="time"
            required
            value={input.opensAt}
            onChange={(event) => change({ opensAt: event.currentTarget.value })}
          />
          <TextInput
            label="To"
            type="time"
            required
            value={input.closesAt}
            onChange={(event) => change({ closesAt: event.currentTarget.value })}
            error={wrong.hours}
          />
        </Group>
        <Text c="dimmed">Outside these hours callers can leave a message or ask to be called back.</Text>
        {save.isError && (
          <Text role="alert" c="red.9">
            {wordsOf(save.error)}
          </Text>
        )}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!input.name.trim() || !input.timeZone}>
            Save the practice
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
