import { TextInput } from "@mantine/core";

interface DateFieldProps {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}

/** A calendar day by the browser's own picker: keyboard, screen reader and locale come with it. */
export function DateField({ label, value, onChange }: DateFieldProps) {
  return (
    <TextInput
      label={label}
      type="date"
      w={140}
      value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
