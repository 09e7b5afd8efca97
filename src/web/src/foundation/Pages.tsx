import { Button, Group, Text } from "@mantine/core";

interface PagesProps {
  page: number;
  size: number;
  total: number;
  onPage: (page: number) => void;
  /** What the two buttons say; lists by time say "Newer" and "Older". */
  words?: readonly [before: string, after: string];
}

/** "51 to 100 of 1,240" with newer and older. */
export function Pages({ page, size, total, onPage, words = ["Newer", "Older"] }: PagesProps) {
  const last = Math.max(1, Math.ceil(total / size));
  if (last === 1 && page === 1) return null;
  const first = (page - 1) * size + 1;
  return (
    <Group component="nav" justify="space-between" aria-label="Pages of the list" className="noPrint">
      <Text className="figures">
        {first.toLocaleString("en-US")} to {Math.min(page * size, total).toLocaleString("en-US")} of{" "}
        {total.toLocaleString("en-US")}
      </Text>
      <Group gap={8}>
        <Button variant="default" disabled={page <= 1} onClick={() => onPage(page - 1)}>
          {words[0]}
        </Button>
        <Button variant="default" disabled={page >= last} onClick={() => onPage(page + 1)}>
          {words[1]}
        </Button>
      </Group>
    </Group>
  );
}
