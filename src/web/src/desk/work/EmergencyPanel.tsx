import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { getHotkeyHandler } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { CallControls } from "../../agents/callControls";
import type { CurrentCall } from "../../api/types";
import { AlarmIcon } from "../../foundation/icons";
import { useChords } from "../../foundation/ownKeys";
import { useDeskView } from "../deskView";
import { deskCallQuery, locationQuery } from "../queries";

/** The second press brings a supervisor into the call; both addresses that help may be sent to stand here. */
export function EmergencyPanel({ call, controls }: { call: CurrentCall; controls: CallControls }) {
  const chords = useChords();
  const { askEmergency } = useDeskView();
  const location = useQuery(locationQuery).data;
  const { raise, raised } = controls.emergency;
  const deskCall = useQuery(deskCallQuery(call.id)).data;
  const address = raised?.callerAddress ?? deskCall?.person?.address;
  const doubt = deskCall?.verification.state === "verified" ? "" : ", if this is who the number says: ask";
  const done = raised || call.emergency;
  const close = () => askEmergency(false);
  return (
    <Stack
      className="emergencyPanel"
      role="alertdialog"
      aria-label="Emergency"
      gap={10}
      onKeyDown={getHotkeyHandler([["Escape", close]])}
    >
      <Group gap={8} c="red.9">
        <AlarmIcon />
        <Title order={2}>{done ? "A supervisor is being brought in" : "Is somebody in danger?"}</Title>
      </Group>
      <Text>
        {done
          ? "Stay with the caller. Ask for the address first, then what happened."
          : `Press ${chords.emergency} again, or the red button: a supervisor sees it at once and joins this call.`}
      </Text>
      <dl className="onFile">
        <div>
          <Text component="dt" c="dimmed">
            The caller is at
          </Text>
          <Text component="dd" m={0} fw={700}>
            {address ? `${address}${doubt}` : "Not known: ask now"}
          </Text>
        </div>
        <div>
          <Text component="dt" c="dimmed">
            I am at
          </Text>
          <Text component="dd" m={0}>
            {raised?.agentLocation ?? location?.address ?? "Not said yet"}
          </Text>
        </div>
      </dl>
      <Group gap={8}>
        {!done && (
          <Button id="desk-emergency" h={40} color="red.9" onClick={raise}>
            Bring a supervisor
          </Button>
        )}
        <Button id={done ? "desk-emergency" : undefined} h={40} variant="default" onClick={close}>
          {done ? "Close" : "Not an emergency"}
        </Button>
      </Group>
    </Stack>
  );
}
