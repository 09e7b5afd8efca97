import { Button, Group, Select, Stack, Text, Title } from "@mantine/core";
import type { ListColumn } from "../api/types";

interface ColumnChooserProps {
  all: ListColumn[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** Which columns a list has, and in which order. The name stands first, always. */
export function ColumnChooser({ all, chosen, onChange }: ColumnChooserProps) {
  const shown = chosen.filter((key) => key !== "name");
  const titleOf = (key: string) =>
    all.find((column) => column.key === key)?.title ?? "A column that is not for your role";
  const move = (place: number, by: number) => {
    const next = [...shown];
    const [key = ""] = next.splice(place, 1);
    next.splice(place + by, 0, key);
    onChange(["name", ...next]);
  };
  return (
    <Stack component="section" className="panel" gap={10} aria-label="Columns">
      <Title order={2}>Columns</Title>
      <Text c="dimmed">Name, then:</Text>
      <Group component="ol" gap={8} m={0} p={0} className="plainList">
        {shown.map((key, n) => (
          <Group component="li" key={key} gap={4} className="columnChip">
            <Text>{titleOf(key)}</Text>
            <Button
              variant="subtle"
              size="compact-xs"
              h={24}
              disabled={n === 0}
              aria-label={`${titleOf(key)} further left`}
              onClick={() => move(n, -1)}
            >
              ◀
            </Button>
            <Button
              variant="subtle"
              size="compact-xs"
              h={24}
              disabled={n === shown.length - 1}
              aria-label={`${titleOf(key)} further right`}
              onClick={() => move(n, 1)}
            >
              ▶
            </Button>
            <Button
              variant="subtle"
              size="compact-xs"
              h={24}
              aria-label={`Leave out ${titleOf(key)}`}
              onClick={() => onChange(["name", ...shown.filter((each) => each !== key)])}
            >
              ✕
            </Button>
          </Group>
        ))}
      </Group>
      <Select
        aria-label="Add a column"
        placeholder="Add a column"
        searchable
        w={340}
        data={all
          .filter((column) => column.key !== "name" && !chosen.includes(column.key))
          .map(({ key, title }) => ({ value: key, label: title }))}
        value={null}
        onChange={(key) => key && onChange(["name", ...shown, key])}
      />
    </Stack>
  );
}
