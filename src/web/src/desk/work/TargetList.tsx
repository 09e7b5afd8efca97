import { Text } from "@mantine/core";
import type { TargetRow } from "./targets";

interface TargetListProps {
  rows: TargetRow[];
  chosen: TargetRow | undefined;
  empty: string;
  onChoose: (index: number) => void;
}

/** The list below the field, of one height whatever is found, so that nothing below it moves. */
export function TargetList({ rows, chosen, empty, onChoose }: TargetListProps) {
  return (
    <div id="desk-targets" role="listbox" aria-label="Targets" className="targetList" tabIndex={-1}>
      {rows.length === 0 && (
        <Text c="dimmed" p={8}>
          {empty}
        </Text>
      )}
      {rows.map((row, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field that controls this list has the keys
        <div
          key={row.key}
          id={`target-${row.key}`}
          role="option"
          aria-selected={row === chosen}
          tabIndex={-1}
          className="targetRow"
          onClick={() => onChoose(index)}
        >
          <span className="targetKind">{row.kind}</span>
          <span className="targetName">{row.name}</span>
          <span className="targetDetail figures">{row.detail}</span>
        </div>
      ))}
    </div>
  );
}
