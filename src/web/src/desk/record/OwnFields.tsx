import { NativeSelect, TextInput } from "@mantine/core";
import type { FieldInput, RecordView } from "../../api/types";

interface OwnFieldsProps {
  fields: RecordView["fields"];
  values: FieldInput[];
  wrong: { [field: string]: string };
  onChange: (values: FieldInput[]) => void;
}

const yesNo = [
  { value: "", label: "Not known" },
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];

/** What the practice keeps of its patients beside the usual. */
export function OwnFields({ fields, values, wrong, onChange }: OwnFieldsProps) {
  return fields.map((field) => {
    const index = values.findIndex((each) => each.id === field.id);
    const shown = {
      label: field.label,
      value: values[index]?.value ?? "",
      error: wrong[`fields[${index}].value`],
      onChange: (event: { currentTarget: { value: string } }) => {
        const { value } = event.currentTarget;
        onChange(values.map((each) => (each.id === field.id ? { ...each, value } : each)));
      },
    };
    if (field.kind === "yesNo") return <NativeSelect key={field.id} {...shown} data={yesNo} />;
    if (field.kind === "choice") {
      // One that may not be chosen any more stays with whoever has it.
      const choices = [...new Set(["", ...field.choices, ...(field.value ? [field.value] : [])])];
      const data = choices.map((choice) => ({ value: choice, label: choice || "Not known" }));
      return <NativeSelect key={field.id} {...shown} data={data} />;
    }
    return (
      <TextInput
        key={field.id}
        {...shown}
        maxLength={400}
        autoComplete="off"
        type={field.kind === "date" ? "date" : "text"}
        inputMode={field.kind === "number" ? "decimal" : undefined}
      />
    );
  });
}
