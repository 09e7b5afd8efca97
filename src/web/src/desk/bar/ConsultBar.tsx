import { Button, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { CallControls, Control } from "../../agents/callControls";
import type { Transfer } from "../../api/types";
import { secondsSince, useNow } from "../../foundation/clock";
import { duration } from "../../foundation/formats";

const stateWords: { [state: string]: (name: string) => string } = {
  ringing: (name: string) => `Ringing ${name}`,
  talking: (name: string) => `With ${name}, caller on hold`,
  joined: (name: string) => `All three: you, ${name}, caller`,
};

interface ConsultBarProps {
  transfer: Transfer;
  controls: CallControls;
  /** Stands in place of the words while something is wrong with the audio. */
  alarm: ReactNode;
}

/** A transfer under way: where it stands, and the three ways to end a consultation. */
export function ConsultBar({ transfer, controls, alarm }: ConsultBarProps) {
  const now = useNow();
  const { name } = transfer.target;
  const words = stateWords[transfer.state]?.(name) ?? name;
  return (
    <Group gap={6} wrap="nowrap" className="barLine" role="status">
      {alarm ?? (
        <Text truncate className="figures" miw={0}>
          {words} {duration(secondsSince(transfer.since, now))}
        </Text>
      )}
      {transfer.consult && (
        <Group gap={4} wrap="nowrap" flex="none">
          {transfer.state !== "ringing" && (
            <Way id="desk-complete" words="Complete" control={controls.complete} filled />
          )}
          <Way words="Back to caller" control={controls.back} />
          {transfer.state === "talking" && <Way words="Join all" control={controls.join} />}
        </Group>
      )}
    </Group>
  );
}

function Way({ id, words, control, filled }: { id?: string; words: string; control: Control; filled?: boolean }) {
  return (
    <Button id={id} size="xs" h={32} px={8} variant={filled ? "filled" : "default"} onClick={control.run}>
      {words}
    </Button>
  );
}
