import { Button, Group, Select, SimpleGrid, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { wordsOf } from "../foundation/api";
import { chosenDevice, type Device, type DeviceKind } from "./devices";
import { LevelBar } from "./LevelBar";
import { phone, useDevices, usePhone } from "./phone";

/** Microphone and speaker of the browser phone, how loud it hears, and a call to oneself. */
export function BrowserPhoneSetup() {
  const { microphones, speakers } = useDevices();
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={8} mt={8}>
        <DeviceSelect label="Microphone" kind="microphones" devices={microphones} />
        <DeviceSelect label="Speaker" kind="speakers" devices={speakers} />
      </SimpleGrid>
      <Group gap={8} my={8}>
        <Text>Level</Text>
        <LevelBar width={200} />
        <Text c="dimmed">Speak: it should move, and stay left of its end.</Text>
      </Group>
      <SelfTest />
    </>
  );
}

function DeviceSelect({ label, kind, devices }: { label: string; kind: DeviceKind; devices: Device[] }) {
  const [chosen, setChosen] = useState(() => chosenDevice(kind) ?? "");
  const known = chosen === "" || devices.some((device) => device.id === chosen);
  const missing = known ? [] : [{ value: chosen, label: "The one you chose, not plugged in" }];
  const choose = (id: string | null) => {
    setChosen(id ?? "");
    phone.choose(id || null, kind);
  };
  return (
    <Select
      label={label}
      allowDeselect={false}
      data={[
        { value: "", label: "The system's choice" },
        ...missing,
        ...devices.map((device) => ({ value: device.id, label: device.label })),
      ]}
      value={chosen}
      onChange={choose}
    />
  );
}

function SelfTest() {
  const { kind, call, testing } = usePhone();
  const test = useMutation({ mutationFn: () => phone.selfTest() });
  const why = kind !== "registered" ? "The phone is not connected." : call !== "none" ? "You are on a call." : null;
  const outcome = test.isSuccess
    ? "Done. If you heard your own voice, this phone is ready."
    : test.isError
      ? wordsOf(test.error)
      : null;
  return (
    <Group gap="sm" mih={32}>
      {testing ? (
        <Button variant="default" size="xs" h={32} onClick={() => phone.hangUp()}>
          End the self-test
        </Button>
      ) : (
        <Button variant="default" size="xs" h={32} disabled={why !== null} onClick={() => test.mutate()}>
          Self-test call
        </Button>
      )}
      <Text role="status" c={test.isError ? "red.9" : undefined}>
        {testing ? "Say something after the tone: it is played back to you." : (why ?? outcome)}
      </Text>
    </Group>
  );
}
