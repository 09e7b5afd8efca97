import { Button, Checkbox, Fieldset, NativeSelect, NumberInput, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { OpenHours } from "../api/types";
import { fieldWords } from "../foundation/api";
import { Dialog } from "../foundation/Dialog";
import { FormEnd } from "../foundation/FormEnd";
import { newStretch, Stretches } from "./Stretches";

/** One field of a row, and how it is typed. */
export interface RowField {
  key: string;
  label: string;
  kind: "text" | "lines" | "number" | "date" | "check" | "choice" | "hours";
  description?: string;
  maxLength?: number;
  choices?: { value: string; label: string }[];
}

export type Row = { [key: string]: string | number | boolean | OpenHours[] | null | undefined };

interface RowDialogProps {
  title: string;
  fields: RowField[];
  /** Null closes it. */
  row: Row | null;
  onSave: (row: Row) => Promise<unknown>;
  onClose: () => void;
}

/** Adds or changes one row of a list; what is wrong is said at its field, and what was typed stays. */
export function RowDialog({ title, row, onClose, ...rest }: RowDialogProps) {
  return (
    <Dialog opened={row !== null} onClose={onClose} size={720} title={title}>
      {row && <Form {...rest} row={row} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ fields, row, onSave, onClose }: Omit<RowDialogProps, "title" | "row"> & { row: Row }) {
  const [draft, setDraft] = useState(row);
  const save = useMutation({ mutationFn: () => onSave(draft), onSuccess: onClose });
  const wrong = fieldWords(save.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={10}>
        {fields.map((field, index) => (
          <Field
            key={field.key}
            field={field}
            first={index === 0}
            value={draft[field.key]}
            error={wrong[field.key]}
            onChange={(value) => setDraft((before) => ({ ...before, [field.key]: value }))}
          />
        ))}
        <FormEnd doing={save} onCancel={onClose} />
      </Stack>
    </form>
  );
}

interface FieldProps {
  field: RowField;
  first: boolean;
  value: Row[string];
  error?: string;
  onChange: (value: Row[string]) => void;
}

function Field({ field, first, value, error, onChange }: FieldProps) {
  const { label, description, kind } = field;
  if (kind === "check")
    return (
      <Checkbox
        label={label}
        description={description}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  if (kind === "choice")
    return (
      <NativeSelect
        label={label}
        description={description}
        data={field.choices}
        value={String(value ?? "")}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  if (kind === "number")
    return (
      <NumberInput
        label={label}
        description={description}
        allowDecimal={false}
        allowNegative={false}
        value={typeof value === "number" ? value : ""}
        error={error}
        onChange={(typed) => onChange(typed === "" ? null : Number(typed))}
      />
    );
  if (kind === "lines")
    return (
      <Textarea
        label={label}
        description={description}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={field.maxLength}
        value={String(value ?? "")}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  if (kind === "hours") {
    const hours = Array.isArray(value) ? value : [];
    return (
      <Fieldset legend={label} p={10}>
        <Stack gap={8} align="flex-start">
          <Text c="dimmed">{description}</Text>
          <Stretches hours={hours} onChange={onChange} />
          <Button size="xs" h={32} variant="default" onClick={() => onChange([...hours, newStretch])}>
            Add a stretch
          </Button>
          {error && (
            <Text role="alert" c="red.9">
              {error}
            </Text>
          )}
        </Stack>
      </Fieldset>
    );
  }
  return (
    <TextInput
      label={label}
      description={description}
      data-autofocus={first || undefined}
      type={kind}
      maxLength={field.maxLength ?? 400}
      autoComplete="off"
      value={String(value ?? "")}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value || (kind === "date" ? null : ""))}
    />
  );
}
