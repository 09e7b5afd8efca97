import { Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PatientRow } from "../../api/types";
import { api, ask } from "../../foundation/api";
import { useCan } from "../../identity/session";

const least = 2;

// The date of birth is what the caller must say: a result never shows it.
const rowWords = (row: PatientRow) => [row.name, row.mrn && `MRN ends ${row.mrn.slice(-3)}`].filter(Boolean).join(", ");

/** Finds a person whom the number does not know. What is typed goes in a request body, never in a URL. */
export function PersonSearch({ practice, onPick }: { practice: string; onPick: (patientId: string) => void }) {
  const maySearch = useCan()("patients.search");
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed.trim(), 250);
  const searching = maySearch && query.length >= least;
  const found = useQuery({
    queryKey: ["patients", "search", query],
    queryFn: () => ask(api.POST("/api/patients/search", { body: { query, size: 8 } })),
    enabled: searching,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const rows = searching ? (found.data?.items.filter((row) => row.practice.id === practice) ?? []) : [];
  return (
    <Stack gap={2}>
      <TextInput
        id="desk-search"
        label="Search for a person"
        placeholder="Name, date of birth or MRN"
        autoComplete="off"
        disabled={!maySearch}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {rows.map((row) => (
        <UnstyledButton key={row.id} className="rowButton" onClick={() => onPick(row.id)}>
          <Text truncate>{rowWords(row)}</Text>
        </UnstyledButton>
      ))}
      <Text size="xs" c="dimmed" role="status" mih={18}>
        {searchWords(searching, found, rows.length)}
      </Text>
    </Stack>
  );
}

function searchWords(searching: boolean, found: { isError: boolean; isFetching: boolean }, rows: number): string {
  if (!searching) return "";
  if (found.isError) return "The search failed";
  if (found.isFetching) return "Searching";
  return rows === 0 ? "Nobody found in this practice" : "";
}
