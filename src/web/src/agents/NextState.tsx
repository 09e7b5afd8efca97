import { Group, SegmentedControl, Select, Text } from "@mantine/core";
import type { StateChange } from "../api/types";
import { awayReasons } from "./states";

interface NextStateProps {
  value: StateChange;
  onChange: (next: StateChange) => void;
}

/** What comes after the wrap-up, chosen while still talking. */
export function NextState({ value, onChange }: NextStateProps) {
  return (
    <Group gap={8} align="flex-end" wrap="wrap">
      <div>
        <Text fw={500} mb={2} aria-hidden="true">
          After this
        </Text>
        <SegmentedControl
          aria-label="After this"
          data={[
            { value: "ready", label: "Ready" },
            { value: "away", label: "Away" },
          ]}
          value={value.state === "away" ? "away" : "ready"}
          onChange={(state) =>
            onChange(state === "away" ? { state: "away", reason: value.reason ?? awayReasons[0] } : { state: "ready" })
          }
        />
      </div>
      {value.state === "away" && (
        <Select
          aria-label="Reason for away"
          w={150}
          allowDeselect={false}
          data={[...awayReasons]}
          value={value.reason ?? awayReasons[0]}
          onChange={(reason) => onChange({ state: "away", reason: reason ?? awayReasons[0] })}
        />
      )}
    </Group>
  );
}
