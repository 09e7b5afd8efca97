import { type ComboboxItem, type OptionsFilter, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { dispositionPath, dispositionsQuery } from "./queries";

// Every typed word must begin a word of the path, in any order: "app fax" finds "Appointed › New patient › Fax".
const byWords: OptionsFilter = ({ options, search }) => {
  const typed = search.toLowerCase().split(/\s+/).filter(Boolean);
  return options.filter((option) => {
    const words = (option as ComboboxItem).label.toLowerCase().split(/[\s›/]+/);
    return typed.every((start) => words.some((word) => word.startsWith(start)));
  });
};

interface DispositionPickerProps {
  label: string;
  /** One line of 32 px: the label is only spoken and the next step only in the title. */
  compact?: boolean;
  tree: string;
  value: string | null;
  onChange: (key: string | null) => void;
}

/** One leaf of the disposition tree: outcome, reason and source in one searchable list. */
export function DispositionPicker({ label, compact = false, tree, value, onChange }: DispositionPickerProps) {
  const rows = useQuery(dispositionsQuery).data ?? [];
  const inTree = rows.filter((row) => row.tree === tree);
  const offered = (inTree.length > 0 ? inTree : rows).filter((row) => row.active || row.key === value);
  const chosen = rows.find((row) => row.key === value);
  return (
    <Select
      label={compact ? undefined : label}
      aria-label={compact ? label : undefined}
      placeholder={compact ? "More dispositions: type to search" : "Type to search"}
      data={offered.map((row) => ({ value: row.key, label: dispositionPath(row) }))}
      value={value}
      onChange={onChange}
      searchable
      clearable
      selectFirstOptionOnChange
      maxDropdownHeight={300}
      filter={byWords}
      nothingFoundMessage="No disposition with these words"
      title={chosen && dispositionPath(chosen)}
      comboboxProps={{ width: 380, position: "bottom-end", shadow: "md" }}
      description={compact ? undefined : chosen?.nextStep || "\u00a0"}
      styles={{ description: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" } }}
      inputWrapperOrder={["label", "input", "description"]}
    />
  );
}
