import { Button, Fieldset, Group, NativeSelect, Text, TextInput } from "@mantine/core";
import type { CoverageInput, RecordInput } from "../../api/types";
import { DateField } from "../../foundation/DateField";
import { coveragesIn, coveragesPatch, fieldAt } from "./coverages";
import { policyHolders } from "./recordWords";

interface CoverageRowsProps {
  record: RecordInput;
  wrong: { [field: string]: string };
  onChange: (patch: Partial<RecordInput>) => void;
}

/** A merge of two records may leave more; nobody adds more by hand. */
const most = 3;
const places = ["First", "Second", "Third"];

const fresh: CoverageInput = { payer: "", plan: "", memberId: "", groupNumber: "", policyHolder: null };

/** The coverages of a person in the order in which they pay. */
export function CoverageRows({ record, wrong, onChange }: CoverageRowsProps) {
  const rows = coveragesIn(record);
  const keep = (next: CoverageInput[]) => onChange(coveragesPatch(next.length > 0 ? next : [fresh]));
  const change = (index: number, patch: CoverageInput) =>
    keep(rows.map((row, n) => (n === index ? { ...row, ...patch } : row)));
  const moved = (from: number, to: number) => {
    const others = rows.filter((_, n) => n !== from);
    keep([...others.slice(0, to), rows[from] as CoverageInput, ...others.slice(to)]);
  };
  return (
    <>
      {rows.map((row, index) => {
        const place = places[index] ?? `Coverage ${index + 1}`;
        const text = (field: "payer" | "plan" | "memberId" | "groupNumber", label: string, maxLength: number) => (
          <TextInput
            label={label}
            flex="1 1 140px"
            maxLength={maxLength}
            autoComplete="off"
            value={row[field] ?? ""}
            error={wrong[fieldAt(index, field)]}
            onChange={(event) => change(index, { [field]: event.currentTarget.value })}
          />
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a coverage is known by
          <Fieldset key={index} legend={place} p={10}>
            <Group gap={8} align="flex-start">
              {text("payer", "Payer", 120)}
              {text("plan", "Plan", 120)}
              {text("memberId", "Member number", 40)}
              {text("groupNumber", "Group number", 40)}
            </Group>
            <Group gap={8} align="flex-end" mt={8}>
              <NativeSelect
                label="Policy holder"
                w={150}
                data={policyHolders}
                value={row.policyHolder ?? ""}
                onChange={(event) =>
                  change(index, { policyHolder: (event.currentTarget.value || null) as CoverageInput["policyHolder"] })
                }
              />
              <DateField
                label="From"
                value={row.fromOn ?? undefined}
                onChange={(day) => change(index, { fromOn: day ?? null })}
              />
              <DateField
                label="Last day"
                value={row.untilOn ?? undefined}
                onChange={(day) => change(index, { untilOn: day ?? null })}
              />
              <Group gap={4}>
                <Step words="Make first" of={place} disabled={index === 0} onClick={() => moved(index, 0)} />
                <Step words="Up" of={place} disabled={index === 0} onClick={() => moved(index, index - 1)} />
                <Step
                  words="Down"
                  of={place}
                  disabled={index === rows.length - 1}
                  onClick={() => moved(index, index + 1)}
                />
                <Step words="Remove" of={place} onClick={() => keep(rows.filter((_, n) => n !== index))} />
              </Group>
            </Group>
            {wrong[fieldAt(index, "untilOn")] && (
              <Text c="red.9" role="alert">
                Last day {wrong[fieldAt(index, "untilOn")]}
              </Text>
            )}
          </Fieldset>
        );
      })}
      {rows.length < most && (
        <Button
          variant="default"
          size="xs"
          h={32}
          style={{ alignSelf: "flex-start" }}
          onClick={() => keep([...rows, fresh])}
        >
          Add a coverage
        </Button>
      )}
    </>
  );
}

function Step({ words, of, ...rest }: { words: string; of: string; disabled?: boolean; onClick: () => void }) {
  return (
    <Button
      variant="subtle"
      color="dark"
      size="xs"
      h={32}
      px={6}
      aria-label={`${words}: ${of.toLowerCase()} coverage`}
      {...rest}
    >
      {words}
    </Button>
  );
}
