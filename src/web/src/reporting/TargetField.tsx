import { Button, Group, NumberInput, Text } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import type { DayFigure } from "../api/types";
import { wordsOf } from "../foundation/api";
import { useSetTarget } from "./dayQueries";
import { targetWords } from "./targetWords";

const unitWords: { [unit: string]: string } = { percent: "%", seconds: "seconds", calls: "calls" };

/** What a target can be set for: a figure, or a column of figures. */
type Aimed = Pick<DayFigure, "key" | "title" | "unit" | "aim" | "target">;

/** The target of a figure; a click opens it in its place, Escape leaves it as it was. */
export function TargetField({ practice, line }: { practice: string; line: Aimed }) {
  const [open, setOpen] = useState(false);
  if (!line.aim) return null;
  if (open) return <Edit practice={practice} line={line} onClose={() => setOpen(false)} />;
  const words = targetWords(line) || "Set a target";
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      onClick={() => setOpen(true)}
      aria-label={`Target of ${line.title}: ${words}`}
    >
      {words}
    </Button>
  );
}

function Edit({ practice, line, onClose }: { practice: string; line: Aimed; onClose: () => void }) {
  const [typed, setTyped] = useState<number | string>(line.target ?? "");
  const save = useSetTarget(practice);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const target = typeof typed === "number" ? typed : null;
    save.mutate({ metric: line.key, target }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <Group gap={6} wrap="nowrap">
        <Text component="span">{line.aim === "atLeast" ? "at least" : "at most"}</Text>
        <NumberInput
          aria-label={`Target of ${line.title}, ${unitWords[line.unit] ?? line.unit}`}
          w={90}
          size="xs"
          min={0}
          max={line.unit === "percent" ? 100 : 100_000}
          decimalScale={2}
          value={typed}
          onChange={setTyped}
          placeholder="none"
          data-autofocus
          autoFocus
        />
        <Text component="span">{unitWords[line.unit] ?? ""}</Text>
        <Button type="submit" size="compact-sm" loading={save.isPending}>
          Save
        </Button>
        <Button variant="default" size="compact-sm" onClick={onClose}>
          Cancel
        </Button>
      </Group>
      {save.isError && (
        <Text role="alert" c="red.9" size="xs">
          {wordsOf(save.error)}
        </Text>
      )}
    </form>
  );
}
