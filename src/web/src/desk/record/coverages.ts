import type { CoverageInput, RecordInput, RecordView } from "../../api/types";
import { dateWords } from "../../foundation/formats";
import { labelOf, policyHolders } from "./recordWords";

/** The first coverage stands in the record itself, the others behind it: here they are one list. */
export const coveragesIn = (record: RecordInput): CoverageInput[] => [
  {
    payer: record.payer,
    plan: record.plan,
    memberId: record.memberId,
    groupNumber: record.groupNumber,
    policyHolder: record.policyHolder,
    fromOn: record.coveredFrom,
    untilOn: record.coveredUntil,
  },
  ...(record.coverages ?? []),
];

/** The same list as a record keeps it. */
export function coveragesPatch([first, ...others]: CoverageInput[]): Partial<RecordInput> {
  return {
    payer: first?.payer ?? "",
    plan: first?.plan ?? "",
    memberId: first?.memberId ?? "",
    groupNumber: first?.groupNumber ?? "",
    policyHolder: first?.policyHolder ?? null,
    coveredFrom: first?.fromOn ?? null,
    coveredUntil: first?.untilOn ?? null,
    coverages: others,
  };
}

/** How the server names a field of a coverage of this place. */
export function fieldAt(index: number, field: keyof CoverageInput): string {
  if (index > 0) return `coverages[${index - 1}].${field}`;
  return field === "fromOn" ? "coveredFrom" : field === "untilOn" ? "coveredUntil" : field;
}

interface Line {
  payer: string | null | undefined;
  words: string;
  ended: boolean;
}

/** The coverages of a record in words, the first one first: "Vision One, member V-1, group G-7, through a spouse, ended Oct 31, 2026". */
export function coverageWords(record: RecordView): Line[] {
  const { payer, plan, memberId, groupNumber, policyHolder, coveredFrom, coveredUntil, coverageEnded } = record;
  const first = { payer, plan, memberId, groupNumber, policyHolder, fromOn: coveredFrom, untilOn: coveredUntil };
  return [{ ...first, ended: coverageEnded }, ...record.coverages].map((each) => {
    const through =
      each.policyHolder && each.policyHolder !== "self"
        ? `through ${labelOf(policyHolders, each.policyHolder).toLowerCase()}`
        : null;
    const words = [
      each.payer,
      each.plan,
      each.memberId && `member ${each.memberId}`,
      each.groupNumber && `group ${each.groupNumber}`,
      through,
      each.fromOn && !each.ended && `from ${dateWords(each.fromOn)}`,
      each.untilOn && `${each.ended ? "ended" : "until"} ${dateWords(each.untilOn)}`,
    ];
    return { payer: each.payer, words: words.filter(Boolean).join(", "), ended: each.ended };
  });
}
