import type { ImportActivity, ImportField, ImportRow, RowKind } from "../api/types";
import { phoneNumber } from "../foundation/formats";

/** What a column may hold, as the select names it; a telephone number may stand in several columns. */
export const fieldWords: { [field in ImportField]: string } = {
  mrn: "Record number",
  firstName: "First name",
  lastName: "Last name",
  fullName: "Full name",
  bornOn: "Date of birth",
  phone: "Phone",
  email: "E-mail",
  street: "Street",
  city: "City",
  state: "State",
  zip: "ZIP code",
  language: "Language",
  plan: "Insurance plan",
  balance: "Balance",
  medications: "Medicines in the EMR",
  chartNotes: "Chart notes in the EMR",
  payer: "Insurance payer",
  memberId: "Member number",
  secondaryPayer: "Secondary payer",
  secondaryPlan: "Secondary plan",
  secondaryMemberId: "Secondary member number",
  referredBy: "Referred by",
  source: "Heard of us by",
  status: "Status (active, inactive, deceased)",
  doNotCall: "Asked for no calls",
  noTexts: "Asked for no texts",
  noVoicemail: "Asked for no voicemail",
  noEmail: "Asked for no e-mail",
  noMail: "Asked for no letters",
};

const changeNames: { [field: string]: string } = {
  ...fieldWords,
  balanceCents: "Balance",
  status: "Status",
  doNotCallSince: "Asked for no calls since",
  deathReportedAt: "Reported to have died",
};

export const kinds: { value: RowKind; words: string }[] = [
  { value: "added", words: "New" },
  { value: "changed", words: "Changed" },
  { value: "same", words: "As they are" },
  { value: "rejected", words: "Rejected" },
];

const count = (number: number) => number.toLocaleString("en-US");
export const rows = (number: number) => `${count(number)} ${number === 1 ? "row" : "rows"}`;
export const people = (number: number) => `${count(number)} ${number === 1 ? "person" : "people"}`;

const taskWords: { [task in ImportActivity["task"]]: string } = {
  check: "Checking the file",
  run: "Taking the file in",
  takeBack: "Taking the import back",
  checkAndRun: "Checking the file, to take it in",
};

/** Behind the last row of the first large file of a centre the indexes of searches are made, which takes a minute, and nothing is left to stop. */
export const isFinishing = (activity: ImportActivity, all: number | null | undefined) =>
  activity.task === "run" && !activity.waiting && !!all && activity.rowsRead >= all;

/** "Checking the file: 5,000 of 52,311 rows"; of a taking back no rows are counted. */
export function activityWords(activity: ImportActivity, all: number | null | undefined): string {
  const doing = taskWords[activity.task];
  if (activity.waiting) return `${doing}: waits for another import`;
  if (activity.task === "takeBack") return doing;
  if (isFinishing(activity, all)) return `${doing}: all ${rows(activity.rowsRead)} are in, finishing`;
  return `${doing}: ${all ? `${count(activity.rowsRead)} of ${rows(all)}` : rows(activity.rowsRead)}`;
}

/** Percent; null where it is not known. */
export function shareOf(activity: ImportActivity, all: number | null | undefined): number | null {
  if (activity.waiting || activity.task === "takeBack" || !all) return null;
  return Math.min(100, Math.round((100 * activity.rowsRead) / all));
}

export const figuresWords = (seen: { added: number; changed: number; same: number; rejected: number }) =>
  `${count(seen.added)} new, ${count(seen.changed)} changed, ${count(seen.same)} as they were, ${count(seen.rejected)} rejected`;

export function stateWords(row: ImportRow): string {
  if (row.activity) return activityWords(row.activity, row.rows);
  switch (row.state) {
    case "uploaded":
      return "Not taken in yet";
    case "running":
    case "stopped":
      return `Stopped after ${rows(row.added + row.changed + row.same + row.rejected)}`;
    case "done":
      return "Taken in";
    case "undoing":
      return "Taking back was cut";
    default:
      return "Taken back";
  }
}

const money = (cents: string) => `$${(Number(cents) / 100).toFixed(2)}`;

/** "Date of birth: nothing → 1971-03-14". */
export function changeWords(change: { field: string; before?: string | null; after?: string | null }): string {
  const value = (text: string | null | undefined) =>
    text === null || text === undefined || text === ""
      ? "nothing"
      : change.field === "balanceCents"
        ? money(text)
        : text;
  return `${changeNames[change.field] ?? change.field}: ${value(change.before)} → ${value(change.after)}`;
}

export const addedPhoneWords = (number: string) => `New phone: ${phoneNumber(number)}`;
