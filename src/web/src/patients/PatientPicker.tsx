import { Select } from "@mantine/core";
import { useState } from "react";
import type { Match } from "../api/types";
import { personWords, usePersonSearch } from "./personSearch";

interface PatientPickerProps {
  label: string;
  /** Possible matches of the number, by name only. */
  matches: Match[];
  value: { patientId: string; name: string } | null;
  onChange: (person: { patientId: string; name: string } | null) => void;
}

const nameWords = ({ name, vip }: Match) => (vip ? `${name}, VIP` : name);

/** A person by search, or one of the possible matches of the number. */
export function PatientPicker({ label, matches, value, onChange }: PatientPickerProps) {
  const [typed, setTyped] = useState("");
  const { maySearch, rows, words } = usePersonSearch(typed === value?.name ? "" : typed);

  const options = new Map(matches.map((match) => [match.patientId, `${nameWords(match)} (possible match)`]));
  for (const row of rows) options.set(row.id, personWords(row));
  if (value) options.set(value.patientId, value.name);
  const names = new Map(rows.map((row) => [row.id, row.name]));
  for (const match of matches) names.set(match.patientId, match.name);

  const choose = (patientId: string | null) =>
    onChange(patientId ? { patientId, name: names.get(patientId) ?? value?.name ?? "" } : null);
  return (
    <Select
      label={label}
      placeholder={maySearch ? "Name, number or MRN" : "Possible matches"}
      data={[...options].map(([id, words]) => ({ value: id, label: words }))}
      value={value?.patientId ?? null}
      onChange={choose}
      comboboxProps={{ width: 380, position: "bottom-start", shadow: "md" }}
      searchable
      clearable
      onSearchChange={setTyped}
      filter={({ options: all }) => all}
      nothingFoundMessage={words || "Type two letters or more"}
    />
  );
}
