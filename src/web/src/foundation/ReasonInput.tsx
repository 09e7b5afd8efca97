import { Textarea } from "@mantine/core";

interface ReasonInputProps {
  label: string;
  /** Fewest characters that say something. */
  least?: number;
  /** What becomes of it. */
  note?: string;
  /** Whether a dialog opens with the focus here. */
  first?: boolean;
  value: string;
  onChange: (reason: string) => void;
}

/** Where somebody says why, as it stands in the audit trail afterwards. */
export function ReasonInput({ label, least = 1, note, first, value, onChange }: ReasonInputProps) {
  return (
    <Textarea
      label={label}
      description={[least > 1 && `At least ${least} characters`, note].filter(Boolean).join(". ") || undefined}
      data-autofocus={first || undefined}
      required
      autosize
      minRows={2}
      maxLength={500}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
