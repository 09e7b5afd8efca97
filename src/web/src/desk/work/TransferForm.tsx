import { Button, Group, Kbd, Text, TextInput } from "@mantine/core";
import { getHotkeyHandler, useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CallControls } from "../../agents/callControls";
import { targetsQuery } from "../queries";
import { TargetList } from "./TargetList";
import { targetRows } from "./targets";

/** Finds who takes over: arrows choose, Enter consults first, Shift and Enter send at once. */
export function TransferForm({ controls }: { controls: CallControls }) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const [note, setNote] = useState("");
  const [query] = useDebouncedValue(typed.trim(), 200);
  const why = controls.transfer;
  const targets = useQuery({ ...targetsQuery(query), enabled: why === null, placeholderData: keepPreviousData }).data;
  const rows = why ? [] : targetRows(targets, typed);
  const row = rows[Math.min(chosen, rows.length - 1)];
  const send = (consult: boolean) => () => {
    if (row) controls.transferTo({ ...row.to, consult, ...(note.trim() ? { note: note.trim() } : {}) });
  };
  const step = (by: number) => () => setChosen(Math.max(0, Math.min(rows.length - 1, chosen + by)));
  const onKeyDown = getHotkeyHandler([
    ["ArrowDown", step(1)],
    ["ArrowUp", step(-1)],
    ["Enter", send(true)],
    ["shift+Enter", send(false)],
  ]);
  return (
    <section aria-label="Transfer">
      <Text mb={6}>
        <b>Tell the caller who they go to and how that helps.</b> Consult first when you can.
      </Text>
      <TextInput
        id="desk-transfer"
        label="Transfer to"
        placeholder="Agent, queue, directory or number"
        autoComplete="off"
        role="combobox"
        aria-expanded={rows.length > 0}
        aria-controls="desk-targets"
        aria-activedescendant={row && `target-${row.key}`}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <TargetList rows={rows} chosen={row} empty={why ?? "Nobody with these words"} onChoose={setChosen} />
      <TextInput
        label="A word for them"
        placeholder="Who calls and what they need"
        maxLength={200}
        autoComplete="off"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Group gap={8} mt={8}>
        <Button h={36} disabled={!row} onClick={send(true)} rightSection={<Kbd size="xs">Enter</Kbd>}>
          Consult
        </Button>
        <Button
          h={36}
          variant="default"
          disabled={!row}
          onClick={send(false)}
          rightSection={<Kbd size="xs">Shift+Enter</Kbd>}
        >
          Send at once
        </Button>
      </Group>
    </section>
  );
}
