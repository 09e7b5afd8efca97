import { Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { personWords, usePersonSearch } from "../../patients/personSearch";

/** Finds a person whom the number does not know. */
export function PersonSearch({ practice, onPick }: { practice: string; onPick: (patientId: string) => void }) {
  const [typed, setTyped] = useState("");
  const { maySearch, rows, words } = usePersonSearch(typed, practice);
  return (
    <Stack gap={2}>
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
