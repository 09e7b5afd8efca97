import { Button, Group } from "@mantine/core";
import type { OwedCounts } from "../api/types";
import { owedKinds } from "./owedWords";

interface OwedKindsProps {
  counts: OwedCounts | undefined;
  total: number | undefined;
  kind: string | undefined;
  onKind: (kind: string | undefined) => void;
}

/** One filter a kind, each with how many are open; the first is all of them. */
export function OwedKinds({ counts, total, kind, onKind }: OwedKindsProps) {
  const choices = [{ value: undefined, label: "All" }, ...owedKinds];
  const count = (value: (typeof choices)[number]["value"]) => (value ? counts?.[value] : total);
  return (
    <Group gap={4} role="group" aria-label="Kinds">
      {choices.map(({ value, label }) => (
        <Button
          key={label}
          h={32}
          size="xs"
          variant={kind === value ? "light" : "default"}
          aria-pressed={kind === value}
          onClick={() => onKind(value)}
          className="figures"
        >
          {label} {count(value) ?? 0}
        </Button>
      ))}
    </Group>
  );
}
