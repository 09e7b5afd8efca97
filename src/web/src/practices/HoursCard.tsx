import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { OpenHours, Practice } from "../api/types";
import { api, ask } from "../foundation/api";
import { sentence } from "../foundation/formats";
import { tell } from "../foundation/notify";
import { DraftEnd } from "./DraftEnd";
import { practicesQuery } from "./queries";
import { weekdays } from "./weekdays";

/** When the practice is open on which weekday; several stretches a day are split shifts. */
export function HoursCard({ practice }: { practice: Practice }) {
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<OpenHours[] | null>(null);
  const hours = draft ?? practice.hours;
  const save = useMutation({
    mutationFn: () => ask(api.PUT("/api/practices/{id}", { params: { path: { id: practice.id } }, body: { hours } })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: practicesQuery.queryKey });
      setDraft(null);
      tell("The opening hours are saved");
    },
  });
  const change = (index: number, patch: Partial<OpenHours>) =>
    setDraft(hours.map((each, n) => (n === index ? { ...each, ...patch } : each)));
  return (
    <section aria-label="Opening hours">
      <Title order={2} mb={6}>
        Opening hours
      </Title>
      <Stack className="panel" gap={8} maw={1000}>
        <Text>
          {practice.open ? "Open now" : "Closed now"}, by the clock of {practice.timeZone}. From 00:00 to 00:00 is the
          whole day.
        </Text>
        {hours.map((stretch, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two stretches may be alike while they are typed
          <Group key={index} gap={8} align="flex-end">
            <NativeSelect
              aria-label={`Day of stretch ${index + 1}`}
              w={150}
              data={weekdays.map((day) => ({ value: day, label: sentence(day) }))}
              value={stretch.day ?? "monday"}
              onChange={(event) => change(index, { day: event.currentTarget.value as OpenHours["day"] })}
            />
            <TextInput
              aria-label={`Stretch ${index + 1} opens at`}
              type="time"
              w={140}
              value={stretch.opensAt?.slice(0, 5) ?? ""}
              onChange={(event) => change(index, { opensAt: event.currentTarget.value || null })}
            />
            <Text mb={8}>to</Text>
            <TextInput
              aria-label={`Stretch ${index + 1} closes at`}
              type="time"
              w={140}
              value={stretch.closesAt?.slice(0, 5) ?? ""}
              onChange={(event) => change(index, { closesAt: event.currentTarget.value || null })}
            />
            <Button
              variant="subtle"
              color="dark"
              aria-label={`Remove stretch ${index + 1}`}
              onClick={() => setDraft(hours.filter((_, n) => n !== index))}
            >
              Remove
            </Button>
          </Group>
        ))}
        <Group gap={8}>
          <Button
            variant="default"
            onClick={() => setDraft([...hours, { day: "monday", opensAt: "08:00", closesAt: "17:00" }])}
          >
            Add a stretch
          </Button>
          <DraftEnd saving={save} words="Save the hours" changed={draft !== null} onUndo={() => setDraft(null)} />
        </Group>
      </Stack>
    </section>
  );
}
