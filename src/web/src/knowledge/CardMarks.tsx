import { Badge, Group, Text } from "@mantine/core";
import type { Card } from "../api/types";
import { dayWords, phoneNumber } from "../foundation/formats";

/** "Line (512) 555-0100 · Harbor Street · Dr. Lee" */
export function aboutWords(card: Card): string {
  const line = card.line ? `Line ${phoneNumber(card.line)}` : "All lines";
  return [line, card.location, card.provider].filter(Boolean).join(" · ");
}

/** "Owner Samuel Okafor, holds until Sat, Nov 21" */
export function ownerWords(card: Card): string {
  const until = card.expiresOn ? `, ${card.expired ? "held" : "holds"} until ${dayWords(card.expiresOn)}` : "";
  return `Owner ${card.owner.name}${until}`;
}

/** What one must know before believing a card: expired, or reported wrong. */
export function CardMarks({ card }: { card: Card }) {
  return (
    <Group gap={6}>
      {card.expired && (
        <Badge color="gray.7" tt="none">
          Expired
        </Badge>
      )}
      {card.wrong > 0 && (
        <Badge color="red.9" tt="none">
          Reported wrong {card.wrong}
        </Badge>
      )}
      <Text c="dimmed">{aboutWords(card)}</Text>
    </Group>
  );
}
