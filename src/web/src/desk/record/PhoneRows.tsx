import { Button, Checkbox, Group, NativeSelect, TextInput } from "@mantine/core";
import type { RecordPhone } from "../../api/types";
import { lineTypes } from "./recordWords";

interface PhoneRowsProps {
  phones: RecordPhone[];
  wrong: { [field: string]: string };
  onChange: (phones: RecordPhone[]) => void;
}

/** The numbers of a person, the one that is called first on top. */
export function PhoneRows({ phones, wrong, onChange }: PhoneRowsProps) {
  const change = (index: number, patch: Partial<RecordPhone>) =>
    onChange(phones.map((phone, n) => (n === index ? { ...phone, ...patch } : phone)));
  const first = (index: number) => onChange([phones[index] as RecordPhone, ...phones.filter((_, n) => n !== index)]);
  return (
    <>
      {phones.map((phone, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a number being typed is no key of its own
        <Group key={index} gap={8} align="flex-start" wrap="wrap">
          <TextInput
            label={`Phone ${index + 1}`}
            flex="1 1 150px"
            maxLength={40}
            autoComplete="off"
            inputMode="tel"
            value={phone.number ?? ""}
            error={wrong[`phones[${index}].number`]}
            onChange={(event) => change(index, { number: event.currentTarget.value })}
          />
          <NativeSelect
            label={`Type of phone ${index + 1}`}
            w={140}
            data={lineTypes}
            value={phone.type ?? "unknown"}
            onChange={(event) => change(index, { type: event.currentTarget.value as RecordPhone["type"] })}
          />
          <Checkbox
            label="At work"
            mt={28}
            aria-label={`Phone ${index + 1} is at work`}
            checked={phone.work ?? false}
            onChange={(event) => change(index, { work: event.currentTarget.checked })}
          />
          <Group gap={4} mt={22}>
            <Button
              variant="subtle"
              color="dark"
              size="xs"
              h={32}
              px={6}
              disabled={index === 0}
              aria-label={`Call phone ${index + 1} first`}
              onClick={() => first(index)}
            >
              First
            </Button>
            <Button
              variant="subtle"
              color="dark"
              size="xs"
              h={32}
              px={6}
              aria-label={`Remove phone ${index + 1}`}
              onClick={() => onChange(phones.filter((_, n) => n !== index))}
            >
              Remove
            </Button>
          </Group>
        </Group>
      ))}
      <Button
        variant="default"
        size="xs"
        h={32}
        style={{ alignSelf: "flex-start" }}
        onClick={() => onChange([...phones, { number: "", type: "unknown", work: false }])}
      >
        Add a phone
      </Button>
    </>
  );
}
