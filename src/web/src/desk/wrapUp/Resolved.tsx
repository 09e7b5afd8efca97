import { SegmentedControl } from "@mantine/core";
import { useKeys } from "../../foundation/useKeys";

interface ResolvedProps {
  value: boolean | null;
  onChange: (resolved: boolean) => void;
}

/** Whether the caller's matter is settled. What was once said can be changed, not taken back. */
export function Resolved({ value, onChange }: ResolvedProps) {
  useKeys({ resolved: () => onChange(value !== true) });
  return (
    <SegmentedControl
      aria-label="Resolved"
      flex={1}
      data={[
        { value: "yes", label: "Resolved" },
        { value: "no", label: "Not yet" },
      ]}
      value={value === null ? "" : value ? "yes" : "no"}
      onChange={(chosen) => onChange(chosen === "yes")}
    />
  );
}
