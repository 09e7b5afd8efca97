import { Group, MultiSelect, NativeSelect, NumberInput, TagsInput, Text, TextInput } from "@mantine/core";
import type { Condition, ConditionKind, SpanUnit } from "../api/types";
import { choiceWords, takesSpan, takesValues, units } from "./listWords";

interface ConditionValueProps {
  kind: ConditionKind;
  condition: Condition;
  onChange: (condition: Condition) => void;
}

/** What a condition compares with, by the shape of its values. */
export function ConditionValue(props: ConditionValueProps) {
  const { condition } = props;
  if (takesValues(condition.is)) return <Values {...props} />;
  if (takesSpan(condition.is)) return <Span {...props} />;
  return condition.is === "between" ? <Ends {...props} /> : null;
}

function Values({ kind, condition, onChange }: ConditionValueProps) {
  const values = condition.values ?? [];
  const common = {
    "aria-label": `${kind.label}: values`,
    miw: 240,
    maw: 520,
    value: values,
    onChange: (next: string[]) => onChange({ ...condition, values: next }),
  };
  const data = kind.choices.map((choice) => ({ value: choice.value, label: choiceWords(kind, choice.value) }));
  if (kind.shape === "choice")
    return <MultiSelect {...common} searchable data={data} placeholder="Choose one or several" />;
  return (
    <TagsInput
      {...common}
      // Suggestions are the words themselves: what is typed is compared as it stands.
      data={kind.choices.map((choice) => choice.value)}
      placeholder="Type one or several"
      acceptValueOnBlur
    />
  );
}

function Span({ kind, condition, onChange }: ConditionValueProps) {
  return (
    <Group gap={6}>
      <NumberInput
        aria-label={`${kind.label}: how many`}
        w={80}
        min={0}
        max={1200}
        allowDecimal={false}
        value={condition.count ?? ""}
        onChange={(count) => onChange({ ...condition, count: typeof count === "number" ? count : undefined })}
      />
      <NativeSelect
        aria-label={`${kind.label}: of what`}
        data={units}
        value={condition.unit ?? "months"}
        onChange={(event) => onChange({ ...condition, unit: event.currentTarget.value as SpanUnit })}
      />
    </Group>
  );
}

function Ends({ kind, condition, onChange }: ConditionValueProps) {
  const end = (name: "from" | "to", words: string) =>
    kind.shape === "day" ? (
      <TextInput
        type="date"
        w={150}
        aria-label={`${kind.label}: ${words}`}
        value={condition[name] ?? ""}
        onChange={(event) => onChange({ ...condition, [name]: event.currentTarget.value || undefined })}
      />
    ) : (
      <NumberInput
        w={110}
        aria-label={`${kind.label}: ${words}`}
        placeholder="any"
        prefix={kind.shape === "money" ? "$" : undefined}
        decimalScale={kind.shape === "money" ? 2 : undefined}
        value={condition[name] ?? ""}
        onChange={(value) => onChange({ ...condition, [name]: value === "" ? undefined : String(value) })}
      />
    );
  return (
    <Group gap={6}>
      {end("from", "from")}
      <Text>to</Text>
      {end("to", "to")}
    </Group>
  );
}
