import { Button, Group, Kbd, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { Dialog } from "./Dialog";
import { chordOf, type KeyName, keys } from "./keys";
import { backToStandardKeys, changeKey, isFixed, useChords } from "./ownKeys";

const elsewhere = [
  ["Space", "Play or pause a recording, with the focus on the player"],
  ["J, L", "Back or forward 5 seconds in a recording"],
  ["[ , ]", "Slower or faster"],
  ["?", "This list"],
];

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** The keys, on "?" anywhere but inside a field; each can be changed for oneself. */
export function KeyMap() {
  const [opened, map] = useDisclosure(false);
  const [changing, setChanging] = useState<KeyName | null>(null);
  const close = () => {
    setChanging(null);
    map.close();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "?" && !isField(event.target)) map.open();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [map.open]);
  return (
    <Dialog opened={opened} onClose={close} closeOnEscape={changing === null} title="Keys" size={660}>
      <Stack gap={8}>
        <Table withRowBorders={false} verticalSpacing={0}>
          <Table.Tbody>
            {(Object.keys(keys) as KeyName[]).map((name) => (
              <KeyRow key={name} name={name} changing={changing === name} onChanging={setChanging} />
            ))}
            {elsewhere.map(([key, words]) => (
              <Table.Tr key={key} h={32}>
                <Table.Td w={110}>
                  <Kbd>{key}</Kbd>
                </Table.Td>
                <Table.Td colSpan={2}>{words}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Group justify="flex-end">
          <Button
            variant="default"
            onClick={() => {
              setChanging(null);
              backToStandardKeys();
            }}
          >
            Back to standard keys
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

interface KeyRowProps {
  name: KeyName;
  changing: boolean;
  onChanging: (name: KeyName | null) => void;
}

function KeyRow({ name, changing, onChanging }: KeyRowProps) {
  const chord = useChords()[name];
  const { words, chord: standard } = keys[name];
  const changed = chord !== standard;
  return (
    <Table.Tr h={32}>
      <Table.Td w={110}>
        <Kbd>{chord}</Kbd>
      </Table.Td>
      <Table.Td>
        {words}
        {changed && ` (standard: ${standard})`}
        {changing && <Capture name={name} onDone={() => onChanging(null)} />}
      </Table.Td>
      <Table.Td w={96} ta="right">
        {!isFixed(name) && (
          <Button
            size="xs"
            h={32}
            px={8}
            variant="subtle"
            aria-label={`${changing ? "Do not change" : "Change"} the key for: ${words}`}
            onClick={() => onChanging(changing ? null : name)}
          >
            {changing ? "Cancel" : "Change"}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** Takes the next chord before anything else on the page hears it. Esc leaves the key as it was. */
function Capture({ name, onDone }: { name: KeyName; onDone: () => void }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    const take = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      const chord = chordOf(event);
      if (chord === null) return;
      const why = chord === "Escape" ? null : changeKey(name, chord);
      setRefusal(why);
      if (why === null) onDone();
    };
    window.addEventListener("keydown", take, { capture: true });
    return () => window.removeEventListener("keydown", take, { capture: true });
  }, [name, onDone]);
  return (
    <Text component="div" size="xs" role="status" fw={refusal ? 600 : 400} c={refusal ? "red.9" : "dimmed"}>
      {refusal ?? "Press the new key. Esc leaves it as it is."}
    </Text>
  );
}
