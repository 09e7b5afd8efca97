import { Button, Group, NativeSelect, Text, TextInput } from "@mantine/core";
import type { OpenHours } from "../api/types";
import { sentence } from "../foundation/formats";
import { weekdays } from "./weekdays";

interface StretchesProps {
  hours: OpenHours[];
  onChange: (hours: OpenHours[]) => void;
}

/** Stretches of weekdays as they are typed; several a day are split shifts. */
export function Stretches({ hours, onChange }: StretchesProps) {
  const change = (index: number, patch: Partial<OpenHours>) =>
    onChange(hours.map((each, n) => (n === index ? { ...each, ...patch } : each)));
  return (
    <>
      {hours.map((stretch, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two stretches may be alike while they are typed
        <Group key={index} gap={8} align="flex-end">
          <NativeSelect
            aria-label={`Day of stretch ${index + 1}`}
            w={150}
            data={weekdays.map((day) => ({ value: day, label: sentence(day) }))}
            value={stretch.day ?? "monday"}
            onChange={(event) => change(index, { day: event.currentTarget.value as OpenHours["day"] })}
          />
          <TextInput
            aria-label={`Stretch ${index + 1} opens at`}
            type="time"
            w={140}
            value={stretch.opensAt?.slice(0, 5) ?? ""}
            onChange={(event) => change(index, { opensAt: event.currentTarget.value || null })}
          />
          <Text mb={8}>to</Text>
          <TextInput
            aria-label={`Stretch ${index + 1} closes at`}
            type="time"
            w={140}
            value={stretch.closesAt?.slice(0, 5) ?? ""}
            onChange={(event) => change(index, { closesAt: event.currentTarget.value || null })}
          />
          <Button
            variant="subtle"
            color="dark"
            aria-label={`Remove stretch ${index + 1}`}
            onClick={() => onChange(hours.filter((_, n) => n !== index))}
          >
            Remove
          </Button>
        </Group>
      ))}
    </>
  );
}

/** What a new stretch begins with. */
export const newStretch: OpenHours = { day: "monday", opensAt: "08:00", closesAt: "17:00" };
