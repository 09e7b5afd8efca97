import { Combobox, Kbd, TextInput, useCombobox } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { PatientRow } from "../api/types";
import { SearchIcon } from "../foundation/icons";
import { useChords } from "../foundation/ownKeys";
import { useKeys } from "../foundation/useKeys";
import { personWords, usePersonSearch } from "./personSearch";

interface HeaderSearchProps {
  /** The practice of the call at hand: whoever is found is then for this call. */
  practice?: string;
  /** Whether something else on the page answers the search key. */
  keyTaken: boolean;
  onPick: (person: PatientRow) => void;
}

/** Finds a person from every page: type, arrow down, Enter; Enter alone where only one was found. */
export function HeaderSearch({ practice, keyTaken, onPick }: HeaderSearchProps) {
  const chords = useChords();
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const { rows, only, words } = usePersonSearch(typed, practice);
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const { closeDropdown } = box;
  // A call that comes or goes is never covered by what was searched before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the practice changes with the call
  useEffect(() => closeDropdown(), [practice]);
  const search = () => {
    field.current?.focus();
    field.current?.select();
  };
  useKeys(keyTaken ? {} : { search });
  const pick = (id: string) => {
    const person = rows.find((row) => row.id === id);
    box.closeDropdown();
    setTyped("");
    if (person) onPick(person);
  };
  const pickOnly = (event: KeyboardEvent) => {
    const chosen = box.getSelectedOptionIndex() !== -1;
    if (event.key === "Enter" && only && box.dropdownOpened && !chosen) pick(only.id);
  };
  return (
    <Combobox
      store={box}
      onOptionSubmit={pick}
      position="bottom-start"
      shadow="md"
      styles={{ dropdown: { minWidth: 240 } }}
    >
      <Combobox.Target>
        <TextInput
          ref={field}
          className="headerSearch"
          aria-label={practice ? "Search for a person of this call" : "Search for a person"}
          placeholder={practice ? "Search for a person of this call" : "Search for a person"}
          autoComplete="off"
          leftSection={<SearchIcon />}
          rightSection={<Kbd size="xs">{chords.search}</Kbd>}
          rightSectionWidth={64}
          value={typed}
          onKeyDown={pickOnly}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            box.openDropdown();
          }}
          onFocus={() => typed && box.openDropdown()}
          onBlur={() => box.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={rows.length === 0 && !words}>
        <Combobox.Options aria-label="People found">
          {rows.map((row) => (
            <Combobox.Option key={row.id} value={row.id}>
              {personWords(row)}
            </Combobox.Option>
          ))}
          {words && <Combobox.Empty role="status">{words}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
