import type { Condition, ConditionKind, ListColumn, SpanUnit, Verb } from "../api/types";
import { dateWords, languageName, phoneNumber, sentence } from "../foundation/formats";

const wishWords: { [wish: string]: string } = {
  neverAtWork: "Never call at work",
  noVoicemail: "Leave no voicemail",
  noTexts: "Send no texts",
  noEmail: "Send no e-mail",
  noMail: "Send no letters",
};

const plain: { [verb in Verb]: string } = {
  any: "is",
  none: "is not",
  contains: "has in it",
  yes: "yes",
  no: "no",
  between: "is from",
  longerAgo: "was longer ago than",
  withinLast: "was within the last",
  withinNext: "is within the next",
  notWithinNext: "is not within the next",
  known: "is known",
  unknown: "is not known",
};

const ofDays: Partial<typeof plain> = { between: "was from", known: "ever was", unknown: "never was" };
const ofNext: Partial<typeof plain> = { known: "is booked", unknown: "is not booked" };
const ofWishes: Partial<typeof plain> = { any: "has one of", none: "has none of" };
const ofAlerts: Partial<typeof plain> = { known: "is there", unknown: "is not there" };

/** The verb of a condition as its sentence says it. */
export function verbWords(kind: Pick<ConditionKind, "on" | "shape">, verb: Verb): string {
  const own =
    kind.on === "nextAppointment"
      ? ofNext
      : kind.on === "wishes"
        ? ofWishes
        : kind.on === "alert"
          ? ofAlerts
          : kind.shape === "day" && kind.on !== "bornOn" && !kind.on.startsWith("field:")
            ? ofDays
            : {};
  return own[verb] ?? plain[verb];
}

export const units: { value: SpanUnit; label: string }[] = [
  { value: "days", label: "days" },
  { value: "weeks", label: "weeks" },
  { value: "months", label: "months" },
  { value: "years", label: "years" },
];

/** A value of a choice as a person reads it. */
export function choiceWords(kind: ConditionKind, value: string): string {
  const known = kind.choices.find((choice) => choice.value === value)?.label;
  if (kind.on === "language") return languageName(value);
  return known ?? (kind.on === "wishes" ? wishWords[value] : undefined) ?? sentence(value);
}

export const takesValues = (verb: Verb | null | undefined) => verb === "any" || verb === "none" || verb === "contains";
export const takesSpan = (verb: Verb | null | undefined) =>
  verb === "longerAgo" || verb === "withinLast" || verb === "withinNext" || verb === "notWithinNext";

/** Whether it can be asked as it stands; one that is half made counts nobody out. */
export function isWhole(condition: Condition): boolean {
  if (condition.anyOf) return condition.anyOf.length > 1 && condition.anyOf.every(isWhole);
  if (!condition.on || !condition.is) return false;
  if (takesValues(condition.is)) return (condition.values?.length ?? 0) > 0;
  if (takesSpan(condition.is)) return typeof condition.count === "number" && Boolean(condition.unit);
  return condition.is !== "between" || Boolean(condition.from || condition.to);
}

/** Conditions of which one is enough, in place of one. */
export const anyOf = (conditions: Condition[]): Condition => ({ on: null, is: null, anyOf: conditions });

/** A fresh condition of a kind, with the first of its verbs. */
export function freshCondition(kind: ConditionKind): Condition {
  return withVerb({ on: kind.on }, kind.verbs[0] ?? "known");
}

/** The same condition compared in another way: what the new one has no use for goes. */
export function withVerb(condition: Pick<Condition, "on"> & Partial<Condition>, verb: Verb): Condition {
  const base = { on: condition.on, is: verb };
  if (takesValues(verb)) return { ...base, values: condition.values ?? [] };
  if (takesSpan(verb)) return { ...base, count: condition.count ?? 12, unit: condition.unit ?? "months" };
  if (verb === "between") return { ...base, from: condition.from, to: condition.to };
  return base;
}

function endsWords(condition: Condition, words: (end: string) => string): string {
  const { from, to } = condition;
  if (from && to) return from === to ? words(from) : `${words(from)} to ${words(to)}`;
  return from ? `${words(from)} on` : to ? `up to ${words(to)}` : "";
}

/** "Last encounter was longer ago than 12 months": a condition in words. */
export function conditionWords(condition: Condition, kind: ConditionKind | undefined): string {
  if (!kind || !condition.is) return condition.on ?? "";
  const verb = condition.is;
  if (kind.shape === "flag") return verb === "yes" ? kind.label : `Not: ${kind.label.toLowerCase()}`;
  const start = `${kind.label} ${verbWords(kind, verb)}`;
  if (takesValues(verb)) return `${start} ${(condition.values ?? []).map((v) => choiceWords(kind, v)).join(" or ")}`;
  if (takesSpan(verb)) return `${start} ${condition.count} ${condition.unit}`;
  if (verb !== "between") return start;
  const words = kind.shape === "day" ? dateWords : kind.shape === "money" ? (end: string) => `$${end}` : String;
  return `${start} ${endsWords(condition, words)}`;
}

/** As it stands within a sentence; a word in capitals alone stays. */
const within = (words: string) => (/^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words);

type KindOf = (on: string | null | undefined) => ConditionKind | undefined;

/** One of a list's conditions in words; of several of which one is enough: "Either age is from 65 on, or payer is Medicare". */
const oneOrAnyWords = (condition: Condition, kindOf: KindOf): string =>
  condition.anyOf
    ? `Either ${condition.anyOf.map((each) => within(conditionWords(each, kindOf(each.on)))).join(", or ")}`
    : conditionWords(condition, kindOf(condition.on));

/** Several conditions as one sentence, the later ones in small letters: "Age is from 65 on; and status is Active". */
export const sentenceOf = (conditions: Condition[], kindOf: KindOf) =>
  conditions
    .map((condition, n) => {
      const words = oneOrAnyWords(condition, kindOf);
      return n > 0 ? within(words) : words;
    })
    .join("; and ");

const money = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
const formatters = new Map<string, Intl.DateTimeFormat>();

function timeIn(at: string, zone: string): string {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      year: "numeric",
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone: zone,
    });
    formatters.set(zone, formatter);
  }
  return formatter.format(Date.parse(at));
}

/** A cell as the table shows it: times by the practice's clock. */
export function cellWords(value: string | number | undefined, column: ListColumn, zone: string): string {
  if (value === undefined) return "–";
  switch (column.kind) {
    case "money":
      return money.format(Number(value) / 100);
    case "day":
      return dateWords(String(value));
    case "instant":
      return timeIn(String(value), zone);
    case "phone":
      return phoneNumber(String(value));
    case "word":
    case "flag":
      return sentence(String(value));
    case "number":
      return Number(value).toLocaleString("en-US");
    default:
      return column.key === "language" ? languageName(String(value)) : String(value);
  }
}

export const people = (count: number) => `${count.toLocaleString("en-US")} ${count === 1 ? "person" : "people"}`;

/** Older than this is not gone by (R116). */
const freshFor = 5 * 60_000;

export const isStale = (asOf: string, now: number) => now - Date.parse(asOf) > freshFor;
