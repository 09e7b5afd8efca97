import { Button, Checkbox, Fieldset, Group, NativeSelect, TextInput } from "@mantine/core";
import type { ProxyInput } from "../../api/types";
import { DateField } from "../../foundation/DateField";
import { relationships } from "./recordWords";

interface ProxyRowsProps {
  proxies: ProxyInput[];
  wrong: { [field: string]: string };
  onChange: (proxies: ProxyInput[]) => void;
}

const rights = [
  ["mayBook", "Books and cancels"],
  ["mayHear", "May be told of visits and results"],
  ["mayBill", "May be told of money"],
  ["endsAtMajority", "Ends when the patient comes of age"],
] as const;

const fresh: ProxyInput = { name: "", relationship: "parent", phone: "", endsOn: null, note: "" };

/** Who speaks for the person: each right is given by itself, none comes with the relationship. */
export function ProxyRows({ proxies, wrong, onChange }: ProxyRowsProps) {
  const change = (index: number, patch: Partial<ProxyInput>) =>
    onChange(proxies.map((proxy, n) => (n === index ? { ...proxy, ...patch } : proxy)));
  return (
    <>
      {proxies.map((proxy, index) => (
        <Fieldset key={proxy.id ?? `new ${index}`} legend={proxy.name || `Person ${index + 1}`} p={10}>
          <Group gap={8} align="flex-start">
            <TextInput
              label="Name"
              flex="1 1 180px"
              maxLength={120}
              autoComplete="off"
              value={proxy.name ?? ""}
              error={wrong[`proxies[${index}].name`]}
              onChange={(event) => change(index, { name: event.currentTarget.value })}
            />
            <NativeSelect
              label="Is the patient's"
              w={160}
              data={relationships}
              value={proxy.relationship ?? "other"}
              error={wrong[`proxies[${index}].relationship`]}
              onChange={(event) =>
                change(index, { relationship: event.currentTarget.value as ProxyInput["relationship"] })
              }
            />
            <TextInput
              label="Phone"
              w={160}
              maxLength={40}
              autoComplete="off"
              inputMode="tel"
              value={proxy.phone ?? ""}
              error={wrong[`proxies[${index}].phone`]}
              onChange={(event) => change(index, { phone: event.currentTarget.value })}
            />
          </Group>
          <Group gap={14} my={8}>
            {rights.map(([right, label]) => (
              <Checkbox
                key={right}
                label={label}
                checked={proxy[right] ?? false}
                onChange={(event) => change(index, { [right]: event.currentTarget.checked })}
              />
            ))}
          </Group>
          <Group gap={8} align="flex-end">
            <DateField
              label="Last day"
              value={proxy.endsOn ?? undefined}
              onChange={(day) => change(index, { endsOn: day ?? null })}
            />
            <TextInput
              label="Note"
              description="Custody, papers seen"
              flex="1 1 200px"
              maxLength={300}
              value={proxy.note ?? ""}
              error={wrong[`proxies[${index}].note`]}
              onChange={(event) => change(index, { note: event.currentTarget.value })}
            />
            <Button variant="default" onClick={() => onChange(proxies.filter((_, n) => n !== index))}>
              Remove {proxy.name}
            </Button>
          </Group>
        </Fieldset>
      ))}
      <Button
        variant="default"
        size="xs"
        h={32}
        style={{ alignSelf: "flex-start" }}
        onClick={() => onChange([...proxies, fresh])}
      >
        Add somebody who speaks for them
      </Button>
    </>
  );
}
