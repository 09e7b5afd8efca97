import { Button, Group, NativeSelect, Select, Stack, Text } from "@mantine/core";
import type { Condition, ConditionKind, Verb } from "../api/types";
import { ConditionValue } from "./ConditionValue";
import { anyOf, freshCondition, verbWords, withVerb } from "./listWords";

interface ConditionRowsProps {
  kinds: ConditionKind[];
  conditions: Condition[];
  onChange: (conditions: Condition[]) => void;
  /** What the server found wrong, by its place: "filter.conditions[0].values". */
  wrong: { [place: string]: string };
}

/** The conditions of a list, each read as a sentence; all of them have to be met. */
export function ConditionRows({ kinds, conditions, onChange, wrong }: ConditionRowsProps) {
  const put = (place: number, next: Condition[]) => onChange(conditions.toSpliced(place, 1, ...next));
  return (
    <Stack gap={8}>
      <Text c="dimmed">
        {conditions.length === 0
          ? "Everybody of the practice, until a condition is added."
          : "All of these have to be met; where several values stand in one, one of them is enough."}
      </Text>
      <Stack component="ol" gap={8} m={0} p={0} className="plainList">
        {conditions.map((condition, n) => {
          const common = { kinds, joined: n > 0 ? "and" : "", wrong, at: `filter.conditions[${n}]` };
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two conditions may be alike, and only their places tell them apart
            <li key={`${n} ${condition.on}`}>
              {condition.anyOf ? (
                <AnyRows {...common} conditions={condition.anyOf} onChange={(next) => put(n, next)} />
              ) : (
                <ConditionRow
                  {...common}
                  condition={condition}
                  onChange={(next) => put(n, [next])}
                  onRemove={() => put(n, [])}
                  onOr={() => put(n, [anyOf([condition])])}
                />
              )}
            </li>
          );
        })}
      </Stack>
      <AddCondition
        label="Add a condition"
        kinds={kinds}
        onAdd={(kind) => onChange([...conditions, freshCondition(kind)])}
      />
    </Stack>
  );
}

interface PlacedProps {
  kinds: ConditionKind[];
  /** The word before it. */
  joined: string;
  wrong: { [place: string]: string };
  /** Its place, as the server names it. */
  at: string;
}

interface AnyRowsProps extends PlacedProps {
  conditions: Condition[];
  /** What stands in place of all of them: of one that is left it stands alone. */
  onChange: (instead: Condition[]) => void;
}

/** Several conditions of which one is enough. */
function AnyRows({ conditions, onChange, joined, at, ...common }: AnyRowsProps) {
  const put = (place: number, next: Condition[]) => {
    const left = conditions.toSpliced(place, 1, ...next);
    onChange(left.length > 1 || next.length > 0 ? [anyOf(left)] : left);
  };
  return (
    <Group gap={8} align="flex-start" wrap="nowrap">
      <Text miw={36} c="dimmed" pt={6}>
        {joined}
      </Text>
      <Stack component="fieldset" gap={8} m={0} p={10} className="anyOf">
        <Text component="legend">One of these is enough</Text>
        {conditions.map((condition, n) => (
          <ConditionRow
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            key={`${n} ${condition.on}`}
            {...common}
            joined={n > 0 ? "or" : ""}
            at={`${at}.anyOf[${n}]`}
            condition={condition}
            onChange={(next) => put(n, [next])}
            onRemove={() => put(n, [])}
          />
        ))}
        <AddCondition
          label="Or another condition"
          kinds={common.kinds}
          onAdd={(kind) => onChange([anyOf([...conditions, freshCondition(kind)])])}
        />
        {conditions.length === 1 && <Text c="dimmed">Add a second one, or remove this one.</Text>}
      </Stack>
    </Group>
  );
}

interface AddConditionProps {
  label: string;
  kinds: ConditionKind[];
  onAdd: (kind: ConditionKind) => void;
}

function AddCondition({ label, kinds, onAdd }: AddConditionProps) {
  const groups = [...new Set(kinds.map((kind) => kind.group))].map((group) => ({
    group,
    items: kinds.filter((kind) => kind.group === group).map((kind) => ({ value: kind.on, label: kind.label })),
  }));
  return (
    <Select
      aria-label={label}
      placeholder={label}
      searchable
      w={340}
      data={groups}
      value={null}
      onChange={(on) => {
        const kind = kinds.find((each) => each.on === on);
        if (kind) onAdd(kind);
      }}
    />
  );
}

interface ConditionRowProps extends PlacedProps {
  condition: Condition;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
  /** Makes it one of several of which one is enough; undefined where it is that already. */
  onOr?: () => void;
}

function ConditionRow({ kinds, condition, joined, wrong, at, onChange, onRemove, onOr }: ConditionRowProps) {
  const kind = kinds.find((each) => each.on === condition.on);
  const label = kind?.label ?? condition.on ?? "";
  const words = Object.entries(wrong)
    .filter(([place]) => place.startsWith(at))
    .map(([, each]) => each)
    .join(". ");
  return (
    <Group gap={8} align="center">
      <Text miw={36} c="dimmed">
        {joined}
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
      {onOr && (
        <Button variant="default" size="xs" h={32} aria-label={`Or something else than ${label}`} onClick={onOr}>
          Or
        </Button>
      )}
      {words && (
        <Text role="alert" c="red.9">
          {words}
        </Text>
      )}
    </Group>
  );
}
