import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Match, PatientRow } from "../api/types";
import { api, ask } from "../foundation/api";
import { useCan } from "../identity/session";

interface PatientPickerProps {
  label: string;
  /** Possible matches of the number, by name only. */
  matches: Match[];
  value: { patientId: string; name: string } | null;
  onChange: (person: { patientId: string; name: string } | null) => void;
}

const rowWords = (row: PatientRow) =>
  [row.name, row.bornOn && `born ${row.bornOn}`, row.mrn && `MRN ${row.mrn}`].filter(Boolean).join(" · ");

/** A person by search, or one of the possible matches of the number. What is typed goes in a request body, never in a URL. */
export function PatientPicker({ label, matches, value, onChange }: PatientPickerProps) {
  const maySearch = useCan()("patients.search");
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed.trim(), 250);
  const searching = maySearch && query.length >= 2 && query !== value?.name;
  const found = useQuery({
    queryKey: ["patients", "search", query],
    queryFn: () => ask(api.POST("/api/patients/search", { body: { query, size: 8 } })),
    enabled: searching,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });

  const options = new Map(matches.map((match) => [match.patientId, `${match.name} (possible match)`]));
  if (searching) for (const row of found.data?.items ?? []) options.set(row.id, rowWords(row));
  if (value) options.set(value.patientId, value.name);
  const names = new Map(found.data?.items.map((row) => [row.id, row.name]));
  for (const match of matches) names.set(match.patientId, match.name);

  const choose = (patientId: string | null) =>
    onChange(patientId ? { patientId, name: names.get(patientId) ?? value?.name ?? "" } : null);
  return (
    <Select
      label={label}
      placeholder={maySearch ? "Name, date of birth or MRN" : "Possible matches"}
      data={[...options].map(([id, words]) => ({ value: id, label: words }))}
      value={value?.patientId ?? null}
      onChange={choose}
      comboboxProps={{ width: 380, position: "bottom-start", shadow: "md" }}
      searchable
      clearable
      onSearchChange={setTyped}
      filter={({ options: all }) => all}
      nothingFoundMessage={
        found.isError ? "The search failed" : query.length < 2 ? "Type two letters or more" : "Nobody found"
      }
    />
  );
}
