import { Table, Text, Title, UnstyledButton } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import type { Ladder } from "../api/types";
import { clockTime } from "../foundation/formats";
import { TableBox } from "../foundation/TableBox";
import { offset } from "./ladderText";

/** Steps at the left, the chosen message's text at the right. Arrow keys walk down and up the ladder. */
export function LadderView({ ladder }: { ladder: Ladder }) {
  const [chosen, setChosen] = useState(0);
  const message = ladder.messages[Math.min(chosen, ladder.messages.length - 1)];

  function walk(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = Math.min(Math.max(chosen + step, 0), ladder.messages.length - 1);
    setChosen(next);
    event.currentTarget.querySelectorAll<HTMLElement>("[data-step]")[next]?.focus();
  }

  return (
    <div className="ladder">
      <TableBox label="Messages, oldest first">
        <Table verticalSpacing={2} horizontalSpacing={8} withRowBorders={false} onKeyDown={walk}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className="number">Seconds</Table.Th>
              {ladder.legs.map((leg, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a leg has no name of its own, and legs only come at the end
                <Table.Th key={n}>
                  {leg.party}
                  <Text size="xs" c="dimmed" fw={400}>
                    {leg.peer}
                  </Text>
                  {leg.failed && (
                    <Text size="xs" c="red.9" fw={400}>
                      Failed: {leg.answer || "no answer"}
                    </Text>
                  )}
                  {leg.left > 0 && (
                    <Text size="xs" c="dimmed" fw={400}>
                      {leg.left} more were not kept
                    </Text>
                  )}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ladder.messages.map((step, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: messages only come at the end
              <Table.Tr key={n} data-chosen={n === chosen || undefined}>
                <Table.Td className="number">{offset(step.milliseconds)}</Table.Td>
                {ladder.legs.map((_, leg) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <Table.Td key={leg}>
                    {leg === step.leg && (
                      <UnstyledButton
                        data-step
                        tabIndex={n === chosen ? 0 : -1}
                        aria-pressed={n === chosen}
                        className="ladderStep"
                        onClick={() => setChosen(n)}
                      >
                        <span className="ladderArrow" aria-hidden>
                          {step.sent ? "→" : "←"}
                        </span>
                        <span className="visuallyHidden">{step.sent ? "sent" : "received"} </span>
                        {step.title}
                        <Text span size="xs" c="dimmed" ml={6}>
                          {step.cSeq}
                        </Text>
                      </UnstyledButton>
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableBox>
      {message && (
        <section className="panel" aria-label="The chosen message" aria-live="polite">
          <Title order={2} mb={6}>
            {message.sent ? "Sent" : "Received"}: {message.title}
          </Title>
          <Text c="dimmed" size="sm" mb={6}>
            {clockTime(message.at)}, {ladder.legs[message.leg]?.party}
          </Text>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and must do so by keys (WCAG 2.1.1) */}
          <pre className="ladderText" tabIndex={0}>
            {message.text}
          </pre>
        </section>
      )}
    </div>
  );
}
