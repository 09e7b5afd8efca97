import { Button, Group, Popover, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type SubmitEvent, useState } from "react";
import type { FollowUp } from "../../api/types";
import { serverNow } from "../../foundation/clock";
import { comingTime } from "../../foundation/formats";
import { followUpTimes, localField } from "./followUpTimes";

interface FollowUpButtonProps {
  value: FollowUp | null;
  onChange: (followUp: FollowUp | null) => void;
}

/** A call-back that the agent promises: it stands on their Owed list, due at that time. */
export function FollowUpButton({ value, onChange }: FollowUpButtonProps) {
  const [opened, popover] = useDisclosure(false);
  return (
    <Popover opened={opened} onChange={popover.toggle} position="top-end" width={300} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          h={34}
          w={178}
          px={6}
          flex="none"
          variant={value ? "light" : "default"}
          onClick={popover.toggle}
          className="figures"
        >
          {value ? `Call ${comingTime(value.at, serverNow())}` : "Follow-up"}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <FollowUpForm value={value} onChange={onChange} onDone={popover.close} />
      </Popover.Dropdown>
    </Popover>
  );
}

const isComing = (field: string) => Boolean(field) && new Date(field).getTime() > serverNow();

function FollowUpForm({ value, onChange, onDone }: FollowUpButtonProps & { onDone: () => void }) {
  const now = serverNow();
  // What the field says. A time that has passed stays here alone: nobody can be called back at it, and half a date reads as one.
  const [typed, setTyped] = useState(value ? localField(new Date(value.at)) : "");
  const [refused, setRefused] = useState(false);
  const show = (field: string) => {
    setTyped(field);
    setRefused(false);
  };
  const set = (at: Date) => onChange({ note: value?.note ?? null, at: at.toISOString() });
  const type = (field: string) => {
    show(field);
    if (isComing(field)) set(new Date(field));
  };
  const pick = (at: Date) => {
    show(localField(at));
    set(at);
  };
  const clear = () => {
    show("");
    onChange(null);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (typed && !isComing(typed)) setRefused(true);
    else onDone();
  };
  return (
    <form onSubmit={submit} noValidate aria-label="Follow-up">
      <Stack gap={8}>
        <Group gap={4}>
          {followUpTimes(now).map((time) => (
            <Button key={time.label} size="xs" h={32} px={8} variant="default" onClick={() => pick(time.at)}>
              {time.label}
            </Button>
          ))}
        </Group>
        <TextInput
          label="Call back at"
          type="datetime-local"
          min={localField(new Date(now))}
          value={typed}
          error={refused && "That time has passed. Choose a later one"}
          onChange={(event) => type(event.currentTarget.value)}
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
          <Button variant="subtle" color="dark" disabled={!value} onClick={clear}>
            No call-back
          </Button>
          <Button type="submit">Done</Button>
        </Group>
      </Stack>
    </form>
  );
}
