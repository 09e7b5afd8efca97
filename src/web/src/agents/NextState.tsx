import { Group, Input, SegmentedControl, Select } from "@mantine/core";
import type { StateChange } from "../api/types";
import { awayReasons } from "./states";

interface NextStateProps {
  value: StateChange;
  onChange: (next: StateChange) => void;
}

/** What comes after the wrap-up, chosen while still talking. */
export function NextState({ value, onChange }: NextStateProps) {
  return (
    <Group gap={8} align="flex-end" wrap="nowrap">
      <Input.Wrapper label="After this" labelElement="div">
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
      </Input.Wrapper>
      {value.state === "away" && (
        <Select
          aria-label="Reason for away"
          w={118}
          allowDeselect={false}
          data={[...awayReasons]}
          value={value.reason ?? awayReasons[0]}
          onChange={(reason) => onChange({ state: "away", reason: reason ?? awayReasons[0] })}
        />
      )}
    </Group>
  );
}
