import { Autocomplete, Select, Text, TextInput } from "@mantine/core";
import type { BulkField, ListCatalogue } from "../../api/types";
import { spokenLanguages } from "../../foundation/formats";
import { chosenWords, valueWords } from "./bulkWords";

interface BulkValueProps {
  field: BulkField;
  value: string;
  onChange: (value: string) => void;
  /** What the practice has already, to be suggested. */
  catalogue: ListCatalogue | undefined;
}

/** What a field is set to, by its shape. */
export function BulkValue({ field, value, onChange, catalogue }: BulkValueProps) {
  const common = { label: "To what", w: 340, required: !field.mayBeEmpty, value };
  if (field.key === "doNotCall")
    return (
      <Text>
        Nobody calls them from then on. It is taken off person by person; a wrong change of many is undone by somebody
        else than who made it.
      </Text>
    );
  if (field.shape === "choice" || field.key === "language") {
    const values = field.key === "language" ? spokenLanguages : field.choices.map((each) => each.value);
    const words = (each: string) => valueWords(field.key, chosenWords(field, each));
    return (
      <Select
        {...common}
        data={values.map((each) => ({ value: each, label: words(each) }))}
        searchable={values.length > 10}
        clearable={field.mayBeEmpty}
        value={value || null}
        onChange={(next) => onChange(next ?? "")}
      />
    );
  }
  if (field.shape === "words") {
    const known = catalogue?.conditions.find((kind) => kind.on === field.key)?.choices ?? [];
    return <Autocomplete {...common} maxLength={400} data={known.map((choice) => choice.value)} onChange={onChange} />;
  }
  return (
    <TextInput
      {...common}
      type={field.shape === "day" ? "date" : "text"}
      inputMode={field.shape === "number" ? "decimal" : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
