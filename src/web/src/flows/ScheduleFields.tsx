import { Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { zoneWords } from "../foundation/formats";
import type { Schedule } from "./promptApi";

interface ScheduleFieldsProps {
  value: Schedule | null;
  zone: string;
  wrong: { [field: string]: string };
  onChange: (schedule: Schedule | null) => void;
}

/** From now on, or for a time after which the words before are back by themselves. Null means from now on. */
export function ScheduleFields({ value, zone, wrong, onChange }: ScheduleFieldsProps) {
  const field = (label: string, key: keyof Schedule, description: string) => (
    <TextInput
      type="datetime-local"
      label={label}
      description={description}
      w={220}
      value={value?.[key] ?? ""}
      error={wrong[key] && `${label} ${wrong[key]}`}
      onChange={(event) => onChange({ from: "", to: "", ...value, [key]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap={8}>
      <SegmentedControl
        aria-label="When it is heard"
        w="fit-content"
        data={[
          { value: "lasting", label: "From now on" },
          { value: "timed", label: "For a time" },
        ]}
        value={value ? "timed" : "lasting"}
        onChange={(chosen) => onChange(chosen === "timed" ? { from: "", to: "" } : null)}
      />
      {value && (
        <>
          <Group gap={12} align="flex-start">
            {field("From", "from", "Empty: at once")}
            {field("Until", "to", "Empty: it stays")}
          </Group>
          <Text c="dimmed">
            By the practice's clock, {zoneWords(zone)}. At its end what was heard before comes back by itself.
          </Text>
        </>
      )}
    </Stack>
  );
}
