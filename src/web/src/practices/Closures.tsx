import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Closure, Directory } from "../api/types";
import { api, ask } from "../foundation/api";
import { dateWords } from "../foundation/formats";
import { tell } from "../foundation/notify";
import { DraftEnd } from "./DraftEnd";
import { directoryQuery, holidaysQuery } from "./queries";

const countries: { [code: string]: string } = { US: "United States", MX: "Mexico", PH: "Philippines", IN: "India" };

const byDay = (days: Closure[]) => [...days].sort((a, b) => a.on.localeCompare(b.on));

/** The days that are not like their weekday; callers hear from the moment it is saved that the practice is closed. */
export function Closures({ practice, directory }: { practice: string; directory: Directory }) {
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Closure[] | null>(null);
  const days = draft ?? directory.closures;
  const save = useMutation({
    mutationFn: () =>
      ask(api.PUT("/api/practices/{id}/closures", { params: { path: { id: practice } }, body: { closures: days } })),
    onSuccess: (saved) => {
      queryClient.setQueryData(directoryQuery(practice).queryKey, saved);
      setDraft(null);
      tell("The closed days are saved");
    },
  });
  const add = (more: Closure[]) => {
    const known = new Set(days.map((day) => day.on));
    setDraft(byDay([...days, ...more.filter((day) => day.on >= directory.today && !known.has(day.on))]));
  };
  return (
    <section aria-label="Closed days">
      <Title order={2} mb={6}>
        Closed days
      </Title>
      <Stack className="panel" gap={10} maw={1000}>
        {days.length === 0 && <Text c="dimmed">No day is unlike its weekday: the hours hold on holidays too.</Text>}
        <ul className="plainList">
          {days.map((day) => (
            <li key={day.on}>
              <Group gap={8} wrap="nowrap">
                <Text className="figures" w={116} flex="none">
                  {dateWords(day.on)}
                </Text>
                <Text flex={1}>
                  {day.name}
                  {day.opensAt && day.closesAt && `, open ${day.opensAt.slice(0, 5)} to ${day.closesAt.slice(0, 5)}`}
                </Text>
                <Button
                  size="xs"
                  h={32}
                  variant="subtle"
                  color="dark"
                  aria-label={`Remove ${day.name}, ${dateWords(day.on)}`}
                  onClick={() => setDraft(days.filter((each) => each.on !== day.on))}
                >
                  Remove
                </Button>
              </Group>
            </li>
          ))}
        </ul>
        <AddDay today={directory.today} onAdd={(day) => add([day])} />
        <AddHolidays today={directory.today} onAdd={add} />
        <Group gap={8}>
          <DraftEnd saving={save} words="Save the closed days" changed={draft !== null} onUndo={() => setDraft(null)} />
        </Group>
      </Stack>
    </section>
  );
}

function AddDay({ today, onAdd }: { today: string; onAdd: (day: Closure) => void }) {
  const [day, setDay] = useState({ on: "", name: "", opensAt: "", closesAt: "" });
  const field = (key: keyof typeof day, label: string, type: string, w?: number) => (
    <TextInput
      label={label}
      type={type}
      w={w}
      flex={w ? undefined : "1 1 160px"}
      min={type === "date" ? today : undefined}
      maxLength={80}
      value={day[key]}
      onChange={(event) => setDay({ ...day, [key]: event.currentTarget.value })}
    />
  );
  const halves = Boolean(day.opensAt) !== Boolean(day.closesAt);
  return (
    <Group gap={8} align="flex-end">
      {field("on", "Day", "date", 150)}
      {field("name", "Why", "text")}
      {field("opensAt", "Open from", "time", 140)}
      {field("closesAt", "to", "time", 140)}
      <Button
        variant="default"
        disabled={!day.on || day.on < today || !day.name.trim() || halves}
        onClick={() => {
          onAdd({ on: day.on, name: day.name.trim(), opensAt: day.opensAt || null, closesAt: day.closesAt || null });
          setDay({ on: "", name: "", opensAt: "", closesAt: "" });
        }}
      >
        Add the day
      </Button>
    </Group>
  );
}

function AddHolidays({ today, onAdd }: { today: string; onAdd: (days: Closure[]) => void }) {
  const thisYear = Number(today.slice(0, 4));
  const [country, setCountry] = useState("US");
  const [year, setYear] = useState(thisYear);
  const known = useQuery(holidaysQuery(null, year)).data?.countries ?? ["US"];
  const holidays = useQuery(holidaysQuery(country, year)).data?.items;
  return (
    <Group gap={8} align="flex-end">
      <NativeSelect
        label="Holidays of"
        w={200}
        data={known.map((code) => ({ value: code, label: countries[code] ?? code }))}
        value={country}
        onChange={(event) => setCountry(event.currentTarget.value)}
      />
      <NativeSelect
        label="Year"
        w={110}
        data={[thisYear, thisYear + 1, thisYear + 2].map(String)}
        value={String(year)}
        onChange={(event) => setYear(Number(event.currentTarget.value))}
      />
      <Button
        variant="default"
        disabled={!holidays}
        onClick={() => onAdd((holidays ?? []).map(({ on, name }) => ({ on, name, opensAt: null, closesAt: null })))}
      >
        Add them all
      </Button>
    </Group>
  );
}
