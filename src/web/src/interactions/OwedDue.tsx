import { Badge, Group, Text } from "@mantine/core";
import type { Owed } from "../api/types";
import { dayTime, dueWords } from "../foundation/formats";

const looks = {
  none: null,
  due: { word: "Due", background: "yellow.4", color: "black" },
  late: { word: "Late", background: "orange.8", color: "black" },
  veryLate: { word: "Very late", background: "red.9", color: "white" },
} as const;

/** The clock of one entry: when it is due, and how far it has gone past that, in a word and a colour. */
export function OwedDue({ entry, now }: { entry: Owed; now: number }) {
  if (entry.closedAt) return <Text className="figures">closed {dayTime(entry.closedAt, now)}</Text>;
  const look = looks[entry.escalation];
  return (
    <Group gap={6} wrap="nowrap">
      {look && (
        <Badge miw="max-content" tt="none" radius="sm" bg={look.background} c={look.color} flex="none">
          {look.word}
        </Badge>
      )}
      <Text className="figures" fw={look ? 600 : 400}>
        {dueWords(entry.dueAt, now)}
      </Text>
    </Group>
  );
}
