import type { BulkChange, BulkField, BulkOutcome, BulkWhy } from "../../api/types";
import { languageName, sentence } from "../../foundation/formats";
import { people } from "../listWords";

const count = (number: number) => number.toLocaleString("en-US");

/** A value as a person reads it; nothing is said to be nothing. */
export function valueWords(field: string, value: string | null | undefined): string {
  if (value === null || value === undefined)
    return field === "doNotCall" ? "no" : field === "assignedTo" ? "nobody" : "nothing";
  if (field === "language") return languageName(value);
  return field === "status" ? sentence(value) : value;
}

/** What a value that was chosen is called: an agent has an id. */
export const chosenWords = (field: BulkField, value: string | null) =>
  field.choices.find((each) => each.value === value)?.label ?? value;

/** "Language: Spanish". */
export const changeWords = (change: Pick<BulkChange, "field" | "label" | "value">) =>
  `${change.label}: ${valueWords(change.field, change.value)}`;

const whys: { [why in BulkWhy]: string } = {
  deceased: "reported to have died",
  merged: "merged with another record",
  gone: "no longer there",
  notOnList: "not on the list any more",
  changedSince: "changed by somebody in the meantime",
};

export const whyWords = (why: BulkWhy | null | undefined) => (why ? whys[why] : "");

/** "20 are left out: 18 reported to have died, 2 not on the list any more". */
export function leftOutWords(leftOut: number, why: { why: BulkWhy; count: number }[]): string {
  const reasons = why.map((each) => `${count(each.count)} ${whys[each.why]}`).join(", ");
  return `${people(leftOut)} ${leftOut === 1 ? "is" : "are"} left out: ${reasons}`;
}

/** What became of people, as the result names it. */
export const outcomeWords: { [outcome in BulkOutcome]: string } = {
  changed: "Changed",
  same: "So already",
  leftOut: "Left out",
  waiting: "Not begun with",
  restored: "As before again",
  kept: "Left by the undo",
};

/** How many there are of each, in the order of the result; what there is none of is not offered, but for the first. */
export function outcomesOf(change: BulkChange): { outcome: BulkOutcome; count: number }[] {
  const done = change.changed + change.same + change.leftOut;
  const all: { outcome: BulkOutcome; count: number }[] = [
    { outcome: "changed", count: change.changed - change.restored - change.kept },
    { outcome: "restored", count: change.restored },
    { outcome: "kept", count: change.kept },
    { outcome: "leftOut", count: change.leftOut },
    { outcome: "same", count: change.same },
    { outcome: "waiting", count: change.people - done },
  ];
  return all.filter((each) => each.count > 0);
}

export const isUnderWay = (change: BulkChange) => change.state === "running" || change.state === "undoing";

/** Percent of what is under way. */
export function shareOf(change: BulkChange): number {
  const [done, all] =
    change.state === "undoing"
      ? [change.restored + change.kept, change.changed]
      : [change.changed + change.same + change.leftOut, change.people];
  return all === 0 ? 0 : Math.min(100, Math.round((100 * done) / all));
}

/** "Under way: 4,000 of 10,000 people". */
export function stateWords(change: BulkChange): string {
  const done = change.changed + change.same + change.leftOut;
  switch (change.state) {
    case "running":
      return `Under way: ${count(done)} of ${people(change.people)}`;
    case "stopped":
      return change.undoneBy
        ? `Undo stopped: ${count(change.restored + change.kept)} of ${people(change.changed)}`
        : `Stopped: ${count(done)} of ${people(change.people)}`;
    case "done":
      return "Done";
    case "undoing":
      return `Being undone: ${count(change.restored + change.kept)} of ${people(change.changed)}`;
    default:
      return change.kept > 0 ? `Undone, but for ${people(change.kept)}` : "Undone";
  }
}
