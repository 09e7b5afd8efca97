import { Button, Group, NativeSelect, Select, Stack, Text } from "@mantine/core";
import type { Condition, ConditionKind, Verb } from "../api/types";
import { ConditionValue } from "./ConditionValue";
import { freshCondition, verbWords, withVerb } from "./listWords";

interface ConditionRowsProps {
  kinds: ConditionKind[];
  conditions: Condition[];
  onChange: (conditions: Condition[]) => void;
  /** What the server found wrong, by its place: "filter.conditions[0].values". */
  wrong: { [place: string]: string };
}

/** The conditions of a list, each read as a sentence; all of them have to be met. */
export function ConditionRows({ kinds, conditions, onChange, wrong }: ConditionRowsProps) {
  const put = (place: number, condition: Condition) =>
    onChange(conditions.map((each, n) => (n === place ? condition : each)));
  const groups = [...new Set(kinds.map((kind) => kind.group))].map((group) => ({
    group,
    items: kinds.filter((kind) => kind.group === group).map((kind) => ({ value: kind.on, label: kind.label })),
  }));
  const add = (on: string | null) => {
    const kind = kinds.find((each) => each.on === on);
    if (kind) onChange([...conditions, freshCondition(kind)]);
  };
  return (
    <Stack gap={8}>
      <Text c="dimmed">
        {conditions.length === 0
          ? "Everybody of the practice, until a condition is added."
          : "All of these have to be met; where several values stand in one, one of them is enough."}
      </Text>
      <Stack component="ol" gap={8} m={0} p={0} className="plainList">
        {conditions.map((condition, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two conditions may be alike, and only their places tell them apart
          <li key={`${n} ${condition.on}`}>
            <ConditionRow
              kind={kinds.find((kind) => kind.on === condition.on)}
              condition={condition}
              joined={n > 0}
              wrong={Object.entries(wrong)
                .filter(([place]) => place.startsWith(`filter.conditions[${n}]`))
                .map(([, words]) => words)
                .join(". ")}
              onChange={(next) => put(n, next)}
              onRemove={() => onChange(conditions.filter((_, each) => each !== n))}
            />
          </li>
        ))}
      </Stack>
      <Select
        aria-label="Add a condition"
        placeholder="Add a condition"
        searchable
        w={340}
        data={groups}
        value={null}
        onChange={add}
      />
    </Stack>
  );
}

interface ConditionRowProps {
  kind: ConditionKind | undefined;
  condition: Condition;
  joined: boolean;
  wrong: string;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

function ConditionRow({ kind, condition, joined, wrong, onChange, onRemove }: ConditionRowProps) {
  const label = kind?.label ?? condition.on ?? "";
  return (
    <Group gap={8} align="center">
      <Text miw={36} c="dimmed">
        {joined ? "and" : ""}
      </Text>
      <Text fw={600}>{label}</Text>
      {kind && (
        <NativeSelect
          aria-label={`How ${label} is compared`}
          data={kind.verbs.map((verb) => ({ value: verb, label: verbWords(kind, verb) }))}
          value={condition.is ?? ""}
          onChange={(event) => onChange(withVerb(condition, event.currentTarget.value as Verb))}
        />
      )}
      {kind && <ConditionValue kind={kind} condition={condition} onChange={onChange} />}
      <Button variant="default" size="xs" h={32} aria-label={`Remove the condition on ${label}`} onClick={onRemove}>
        Remove
      </Button>
      {wrong && (
        <Text role="alert" c="red.9">
          {wrong}
        </Text>
      )}
    </Group>
  );
}
