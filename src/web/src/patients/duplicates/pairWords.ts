import type { Certainty, Likeness, PairDetail, PairRecord } from "../../api/types";
import { dateWords, dayTime, languageName, phoneNumber } from "../../foundation/formats";

export type Side = "one" | "other";

/** A pair of which both records may be seen. */
export type ShownPair = PairDetail & { one: PairRecord; other: PairRecord };

export const isShown = (pair: PairDetail): pair is ShownPair => Boolean(pair.one && pair.other);

export const sides: readonly Side[] = ["one", "other"];
export const sideWords = { one: "First record", other: "Second record" } as const;
export const across = (side: Side): Side => (side === "one" ? "other" : "one");

/** "Likely the same person, 97 %". Never more than was computed: 99.97 is no 100. */
export function certaintyWords(certainty: Certainty, probability: number): string {
  const words = {
    certain: "Almost certainly one person",
    likely: "Likely one person",
    possible: "Possibly one person",
  };
  const percent = Math.floor(probability * 1000) / 10;
  return `${certainty === "unlikely" ? "Unlikely one person" : words[certainty]}, ${percent} %`;
}

const likenessWords: { [likeness in Likeness]: string } = {
  same: "Same",
  alike: "Alike",
  part: "Partly the same",
  turned: "Changed places",
  differs: "Different",
  missing: "Not in both",
};

/** A line of the comparison: what each record says, and how far it agrees. */
export interface Line {
  /** What the API calls the choice; null where there is none. What hangs on a record agrees in nothing. */
  choice: string | null;
  label: string;
  one: string;
  other: string;
  agrees: string;
  /** Both values stay, whichever record does. */
  union?: boolean;
}

const dollars = (cents: number | null | undefined) =>
  cents === null || cents === undefined
    ? ""
    : (cents / 100).toLocaleString("en-US", { style: "currency", currency: "USD" });

/** All lines, those to choose from first. */
export function linesOf({ pair, one, other }: ShownPair, now: number): Line[] {
  const said = pair.agreement;
  const line = (
    choice: string | null,
    label: string,
    of: (record: PairRecord) => string | null | undefined,
    likeness?: Likeness,
  ): Line => {
    const values = { one: of(one) ?? "", other: of(other) ?? "" };
    const agrees = likenessWords[likeness ?? likenessOf(values.one, values.other)];
    const otherwise = agrees === "Same" && choice !== null && values.one !== values.other;
    return { choice, label, ...values, agrees: otherwise ? "Same, written otherwise" : agrees };
  };
  const fact = (label: string, of: (record: PairRecord) => string): Line => ({
    choice: null,
    label,
    one: of(one),
    other: of(other),
    agrees: "",
  });
  return [
    line("firstName", "First name", (r) => r.firstName, said.given),
    line("lastName", "Last name", (r) => r.lastName, said.family),
    line("bornOn", "Date of birth", (r) => r.bornOn && dateWords(r.bornOn), said.born),
    line("mrn", "Record number", (r) => r.mrn, said.record),
    line("address", "Address", (r) => r.address, said.address),
    line("email", "E-mail", (r) => r.email, said.email),
    line("language", "Language", (r) => languageName(r.language)),
    line("plan", "Plan", (r) => r.plan),
    line("balanceCents", "Balance", (r) => dollars(r.balanceCents)),
    { ...line(null, "Telephone", (r) => r.phones.map(phoneNumber).join(", "), said.phone), union: true },
    { ...line(null, "Alerts", (r) => r.alerts.join("; ")), union: true },
    fact("Contacts", (r) => `${r.contacts}`),
    fact("Last contact", (r) => (r.lastContactAt ? dayTime(r.lastContactAt, now) : "")),
    fact("Visits", (r) => `${r.visits}`),
    fact("Next visit", (r) => (r.nextVisitAt ? dayTime(r.nextVisitAt, now) : "")),
  ];
}

function likenessOf(one: string, other: string): Likeness {
  if (one === other) return "same";
  return one === "" || other === "" ? "missing" : "differs";
}

/** Whether there is something to choose: two values that are not the same. */
export const isChoice = (line: Line) =>
  line.choice !== null && line.one !== "" && line.other !== "" && line.one !== line.other;

/** The record on which more hangs. */
export function suggested({ one, other }: ShownPair): Side {
  return other.contacts + other.visits > one.contacts + one.visits ? "other" : "one";
}

/** The fields whose value the record that goes has to give. */
export function taken(lines: Line[], survivor: Side, chosen: { [choice: string]: Side }): string[] {
  return lines
    .filter((line) => isChoice(line) && (chosen[line.choice ?? ""] ?? survivor) !== survivor)
    .map((line) => line.choice ?? "");
}
