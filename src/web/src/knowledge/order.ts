import type { Card } from "../api/types";

/** Whether every word stands in the title, the text, the place or the clinician. */
export function holds(card: Card, search: string): boolean {
  const text = [card.title, card.body, card.location, card.provider].join(" ").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const rank = (card: Card, line: string | null) => {
  if (!card.line) return 1;
  return card.line === line ? 0 : 2;
};

/** The cards for a call: the line's own, then the practice's; another line's only when it is looked for. What is expired sinks. */
export function cardsFor(cards: readonly Card[], line: string | null, search: string): Card[] {
  return cards
    .filter((card) => holds(card, search) && (search.trim() !== "" || line === null || rank(card, line) < 2))
    .sort(
      (a, b) =>
        Number(a.expired) - Number(b.expired) || rank(a, line) - rank(b, line) || a.title.localeCompare(b.title),
    );
}
