import { Button, Group, Popover, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { FollowUp } from "../../api/types";
import { serverNow } from "../../foundation/clock";
import { dayTime } from "../../foundation/formats";
import { followUpTimes, localField } from "./followUpTimes";

interface FollowUpButtonProps {
  value: FollowUp | null;
  onChange: (followUp: FollowUp | null) => void;
}

/** A call-back that the agent promises: it stands on their Owed list, due at that time. */
export function FollowUpButton({ value, onChange }: FollowUpButtonProps) {
  const [opened, popover] = useDisclosure(false);
  const now = serverNow();
  const set = (at: Date) => onChange({ note: value?.note ?? null, at: at.toISOString() });
  return (
    <Popover opened={opened} onChange={popover.toggle} position="top-end" width={300} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          h={34}
          w={178}
          px={8}
          flex="none"
          variant={value ? "light" : "default"}
          onClick={popover.toggle}
          className="figures"
        >
          {value ? `Call back ${dayTime(value.at, now)}` : "Follow-up"}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={8}>
          <Group gap={4}>
            {followUpTimes(now).map((time) => (
              <Button key={time.label} size="xs" h={32} px={8} variant="default" onClick={() => set(time.at)}>
                {time.label}
              </Button>
            ))}
          </Group>
          <TextInput
            label="Call back at"
            type="datetime-local"
            min={localField(new Date(now))}
            value={value ? localField(new Date(value.at)) : ""}
            onChange={(event) => event.currentTarget.value && set(new Date(event.currentTarget.value))}
          />
          <TextInput
            label="What for"
            maxLength={200}
            autoComplete="off"
            disabled={!value}
            value={value?.note ?? ""}
            onChange={(event) => value && onChange({ ...value, note: event.currentTarget.value })}
          />
          <Group justify="space-between">
            <Button variant="subtle" color="dark" disabled={!value} onClick={() => onChange(null)}>
              No call-back
            </Button>
            <Button onClick={popover.close}>Done</Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
