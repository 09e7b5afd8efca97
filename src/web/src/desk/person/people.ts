import type { DeskCall, DeskSubject, Subject } from "../../api/types";

/** The persons of a call in the order of their tabs: those picked, or the one and only possible match, or nobody yet. */
export function peopleOf(call: DeskCall): DeskSubject[] {
  const picked = call.subjects.filter((subject) => subject.patientId);
  if (picked.length > 0) return picked;
  const [only] = call.candidates.length === 1 ? call.candidates : [];
  const first = call.candidates.find((candidate) => candidate.patientId === call.bound) ?? (call.bound ? null : only);
  const verified = call.verification.state === "verified";
  return [
    {
      patientId: first?.patientId ?? call.bound,
      name: first?.name ?? call.person?.name ?? null,
      verified,
      person: call.person,
      vip: first?.vip ?? call.person?.vip ?? false,
    },
  ];
}

/** Whether somebody was picked for this call, rather than guessed by the number. */
export const isPicked = (call: DeskCall) => Boolean(call.bound) || call.subjects.some((subject) => subject.patientId);

/**
 * The wrap-up's rows for the persons of a call: one a person in the order of the tabs, each keeping the disposition it has. A
 * disposition chosen before anybody was picked goes to the first. A possible match by number is never taken for the person.
 */
export function rowsFor(call: DeskCall, rows: Subject[]): Subject[] {
  const nobody = rows.find((row) => !row.patientId);
  if (!isPicked(call)) return rows.slice(0, 1);
  return peopleOf(call).map(({ patientId, name }, index) => {
    const kept = rows.find((row) => row.patientId === patientId) ?? (index === 0 ? nobody : undefined);
    return { ...kept, patientId, name, disposition: kept?.disposition ?? null };
  });
}
