import { Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import { personWords, usePersonSearch } from "../../patients/personSearch";

/** Finds a person whom the number does not know. */
export function PersonSearch({ practice, onPick }: { practice: string; onPick: (patientId: string) => void }) {
  const [typed, setTyped] = useState("");
  const { maySearch, rows, only, words } = usePersonSearch(typed, practice);
  const list = useRef<HTMLDivElement>(null);
  // The arrows go from the field through those found and back; Enter in the field picks where there is one alone.
  const move = (event: KeyboardEvent) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement && only) onPick(only.id);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const stops = [...(list.current?.querySelectorAll<HTMLElement>("input, button") ?? [])];
    stops[stops.indexOf(document.activeElement as HTMLElement) + step]?.focus();
  };
  return (
    <Stack gap={2} ref={list} onKeyDown={move}>
      <TextInput
        id="desk-search"
        label="Search for a person"
        placeholder="Name, number or MRN"
        autoComplete="off"
        disabled={!maySearch}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {rows.map((row) => (
        <UnstyledButton key={row.id} className="rowButton" onClick={() => onPick(row.id)}>
          <Text truncate>{personWords(row)}</Text>
        </UnstyledButton>
      ))}
      <Text size="xs" c="dimmed" role="status" mih={18}>
        {words}
      </Text>
    </Stack>
  );
}
