import type { PersonCard, RecordView, Representative } from "../../api/types";
import { dateWords, dayOf, dayTime } from "../../foundation/formats";

type Choice<Value extends string> = { value: Value; label: string };

export const lineTypes: Choice<RecordView["phones"][number]["type"]>[] = [
  { value: "unknown", label: "Not known" },
  { value: "mobile", label: "Mobile" },
  { value: "landline", label: "Landline" },
];

export const statuses: Choice<RecordView["status"]>[] = [
  { value: "active", label: "Active" },
  { value: "inactive", label: "Inactive" },
  { value: "deceased", label: "Deceased" },
];

export const portalStates: Choice<RecordView["portal"]>[] = [
  { value: "unknown", label: "Not known" },
  { value: "active", label: "In use" },
  { value: "notActive", label: "Not in use" },
  { value: "noEmail", label: "No e-mail address to invite" },
];

export const relationships: Choice<Representative["relationship"]>[] = [
  { value: "parent", label: "Parent" },
  { value: "guardian", label: "Guardian" },
  { value: "spouse", label: "Spouse or partner" },
  { value: "child", label: "Child" },
  { value: "sibling", label: "Brother or sister" },
  { value: "caregiver", label: "Caregiver" },
  { value: "powerOfAttorney", label: "Power of attorney" },
  { value: "other", label: "Other" },
];

export const policyHolders: Choice<NonNullable<RecordView["policyHolder"]> | "">[] = [
  { value: "", label: "Not known" },
  { value: "self", label: "The patient" },
  { value: "spouse", label: "Spouse" },
  { value: "parent", label: "Parent" },
  { value: "other", label: "Somebody else" },
];

export const wishes = [
  ["neverAtWork", "Never call at work"],
  ["noVoicemail", "Leave no voicemail"],
  ["noTexts", "Send no texts"],
  ["noEmail", "Send no e-mail"],
  ["noMail", "Send no letters"],
] as const;

/** A person whose record may be shown. */
export type PersonOnFile = PersonCard & { record: RecordView };

export const isOnFile = (person: PersonCard): person is PersonOnFile => Boolean(person.record);

export const labelOf = <Value extends string>(choices: Choice<Value>[], value: Value) =>
  choices.find((choice) => choice.value === value)?.label ?? value;

/** "Leave no voicemail, send no texts. Only after six": what was asked for, or nothing. */
export function wishWords({ wishes: asked }: RecordView): string {
  const words = wishes
    .filter(([wish]) => asked[wish])
    .map(([, label], n) => (n === 0 ? label : label[0]?.toLowerCase() + label.slice(1)));
  return [words.join(", "), asked.note].filter(Boolean).join(". ");
}

/** "Parent, may book and hear. Until Apr 30, 2033". */
export function proxyWords(proxy: Representative): string {
  const may = [proxy.mayBook && "book", proxy.mayHear && "be told", proxy.mayBill && "talk about money"].filter(
    Boolean,
  );
  const what = may.length > 0 ? `may ${may.join(", ")}` : "may be told nothing";
  const end = proxy.lastOn && `${proxy.ended ? "Ended" : "Until"} ${dateWords(proxy.lastOn)}`;
  return [`${labelOf(relationships, proxy.relationship)}, ${what}`, end, proxy.note].filter(Boolean).join(". ");
}

/** How far their old contact was told of a change; nothing where there was none. */
function oldContactWords({ oldContact: told }: RecordView, zone: string): string | undefined {
  if (!told) return undefined;
  if (told.state === "notYet") return "Old contact not told yet";
  if (told.state === "forbidden") return "Old contact is not told, as the record forbids it";
  const on = told.at ? ` on ${dateWords(dayOf(told.at, zone))}` : "";
  return `Old contact ${told.state === "told" ? "told" : "could not be told"}${on}`;
}

/** What must be known before anything is said or done, most pressing first: what stands in the record, then what was noted. */
export function alertsOf({ record, alerts, timeZone }: PersonCard, now: number): PersonCard["alerts"] {
  if (!record) return alerts;
  const held = record.releasesHeldUntil;
  const asked = wishWords(record);
  return [
    ...(record.whyNoCall ? [{ text: record.whyNoCall, level: "warn" as const }] : []),
    ...(held
      ? [
          {
            text: [
              `Contact details changed: send no records until ${dayTime(held, now, timeZone)}`,
              oldContactWords(record, timeZone),
            ]
              .filter(Boolean)
              .join(". "),
            level: "warn" as const,
          },
        ]
      : []),
    ...(asked ? [{ text: asked, level: "warn" as const }] : []),
    ...alerts,
  ];
}

/** "As of Nov 19, 10:42, import": whose word it is, and how old (R116). */
export function ageWords({ record, timeZone }: PersonOnFile, now: number): string {
  if (!record.asOf) return "How old this is was not kept";
  return [`As of ${dayTime(record.asOf, now, timeZone)}`, record.asOfSource].filter(Boolean).join(", ");
}
