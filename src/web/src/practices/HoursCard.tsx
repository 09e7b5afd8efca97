import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { OpenHours, Practice } from "../api/types";
import { api, ask } from "../foundation/api";
import { tell } from "../foundation/notify";
import { DraftEnd } from "./DraftEnd";
import { practicesQuery } from "./queries";
import { newStretch, Stretches } from "./Stretches";

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
        <Stretches hours={hours} onChange={setDraft} />
        <Group gap={8}>
          <Button variant="default" onClick={() => setDraft([...hours, newStretch])}>
            Add a stretch
          </Button>
          <DraftEnd saving={save} words="Save the hours" changed={draft !== null} onUndo={() => setDraft(null)} />
        </Group>
      </Stack>
    </section>
  );
}
