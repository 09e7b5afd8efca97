import { Button, Checkbox, Group, NumberInput, Select, Stack } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import type { FloorAgent, FloorQueue } from "../api/types";
import type { FloorActions } from "./actions";

interface MoveFormProps {
  /** This agent; without one, so many of a queue. */
  agent?: FloorAgent;
  queues: FloorQueue[];
  actions: FloorActions;
  onDone: () => void;
}

/** "Take 3 from No-show until 80/20 has held 10 min", or one agent to a queue; either way with undo. */
export function MoveForm({ agent, queues, actions, onDone }: MoveFormProps) {
  const [count, setCount] = useState<number | string>(3);
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [returns, setReturns] = useState(true);
  const [percent, setPercent] = useState<number | string>(80);
  const [heldMinutes, setHeldMinutes] = useState<number | string>(10);
  const data = queues.map(({ id, name }) => ({ value: id, label: name }));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const until = returns ? { percent: Number(percent), heldMinutes: Number(heldMinutes) } : {};
    const who = agent ? { agents: [agent.id] } : { count: Number(count) };
    void actions.move({ ...who, from: from ?? undefined, to: to ?? undefined, ...until }).then(onDone);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={6}>
        {!agent && <NumberInput label="Take" size="xs" min={1} max={100} value={count} onChange={setCount} />}
        <Select label="From" size="xs" data={data} value={from} onChange={setFrom} required={!agent} clearable />
        <Select
          label="To"
          size="xs"
          data={data.filter(({ value }) => value !== from)}
          value={to}
          onChange={setTo}
          required
        />
        <Checkbox
          label="Until the service level has held"
          checked={returns}
          onChange={(event) => setReturns(event.currentTarget.checked)}
        />
        {returns && (
          <Group gap={6} grow>
            <NumberInput label="Level, %" size="xs" min={1} max={100} value={percent} onChange={setPercent} required />
            <NumberInput
              label="For, minutes"
              size="xs"
              min={1}
              max={240}
              value={heldMinutes}
              onChange={setHeldMinutes}
              required
            />
          </Group>
        )}
        <Button type="submit" size="xs" h={32} disabled={!to || (!agent && !from)}>
          {agent ? `Move ${agent.name}` : `Take ${count}`}
        </Button>
      </Stack>
    </form>
  );
}
