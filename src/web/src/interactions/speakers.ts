import type { CallerType, Earned } from "../api/types";
import { callerTypes, callerTypeWords } from "./words";

/** Who can say that they speak, as an agent asks it. */
export const speakers = callerTypes.filter(({ value }) => value !== "unknown");

const rights: [right: keyof Earned, words: string][] = [
  ["hear", "be told of visits and the record"],
  ["book", "book"],
  ["bill", "talk about money"],
  ["change", "have the record changed"],
];

const listed = new Intl.ListFormat("en", { type: "disjunction" });

/** "Relative speaks. May book. May not be told of visits and the record, talk about money, or have the record changed." */
export function earnedWords(speaker: CallerType | null | undefined, earned: Earned): string {
  const who = callerTypeWords(speaker ?? "patient");
  const may = rights.filter(([right]) => earned[right]).map(([, words]) => words);
  const mayNot = rights.filter(([right]) => !earned[right]).map(([, words]) => words);
  if (mayNot.length === 0) return `${who} speaks.`;
  if (may.length === 0) return `${who} speaks: give out nothing, take a message.`;
  return `${who} speaks. May ${may.join(", ")}. May not ${listed.format(mayNot)}.`;
}
