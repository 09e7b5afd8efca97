import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import type { ProspectInput } from "../../api/types";
import { api, ask, fieldWords } from "../../foundation/api";
import { serverNow } from "../../foundation/clock";
import { dayOf } from "../../foundation/formats";
import { useDeskCallChange } from "../queries";
import { parseBornOn } from "./bornOn";

interface ProspectFormProps {
  callId: string;
  phone: string;
  onDone: () => void;
}

/** Somebody not yet known to the practice, made while they speak. */
export function ProspectForm({ callId, phone, onDone }: ProspectFormProps) {
  const [first, setFirst] = useState("");
  const [last, setLast] = useState("");
  const [typed, setTyped] = useState("");
  const bornOn = parseBornOn(typed, dayOf(serverNow()));
  const wrongDate = typed.trim() !== "" && !bornOn;
  const create = useDeskCallChange(callId, (body: ProspectInput) =>
    ask(api.POST("/api/desk/calls/{id}/prospects", { params: { path: { id: callId } }, body })),
  );
  const wrong = fieldWords(create.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (wrongDate) return;
    const named = { firstName: first.trim(), lastName: last.trim(), phone };
    create.mutate(bornOn ? { ...named, bornOn } : named, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} aria-label="New person">
      <Stack gap={6}>
        <Group gap={6} wrap="nowrap" align="flex-start">
          <TextInput
            label="First name"
            required
            autoComplete="off"
            maxLength={80}
            value={first}
            error={wrong.firstName}
            onChange={(event) => setFirst(event.currentTarget.value)}
          />
          <TextInput
            label="Last name"
            required
            autoComplete="off"
            maxLength={80}
            value={last}
            error={wrong.lastName}
            onChange={(event) => setLast(event.currentTarget.value)}
          />
        </Group>
        <TextInput
          label="Date of birth, when said"
          placeholder="02/14/1980"
          autoComplete="off"
          value={typed}
          error={wrongDate && "No such date. Month, day, year: 02/14/1980"}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group gap={6} justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          Kept as a prospect of this practice with the number of this call.
        </Text>
      </Stack>
    </form>
  );
}
