import type { Ladder } from "../api/types";

/** Milliseconds since the first message as seconds: "+1.204". */
export const offset = (milliseconds: number) => `+${(milliseconds / 1000).toFixed(3)}`;

/** A whole ladder as plain text, to be sent to a carrier or a maker. */
export function ladderText(ladder: Ladder): string {
  const legs = ladder.legs.map((leg, n) => {
    const left = leg.left > 0 ? ` (${leg.left} more messages were not kept)` : "";
    return `Leg ${n + 1}: ${leg.party}, ${leg.peer}, ${leg.answer || "no answer"}${left}`;
  });
  const messages = ladder.messages.map(
    (message) =>
      `${offset(message.milliseconds)} s  ${message.at}  leg ${message.leg + 1}  ${message.sent ? "sent" : "received"}\n\n${message.text}`,
  );
  return [...legs, "", ...messages].join("\n");
}
