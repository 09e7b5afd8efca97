import type { Acceptance, Coverage, Directory, Organisation } from "../api/types";

export const acceptances: { value: Acceptance["answer"]; label: string }[] = [
  { value: "yes", label: "Accepted" },
  { value: "no", label: "Not accepted" },
  { value: "somePlans", label: "Only some plans" },
];

/** "Not accepted", "only these plans: PPO". */
const answerWords = (answer: Acceptance["answer"], plans: string | null | undefined) =>
  answer === "somePlans" ? `only these plans: ${plans}` : answer === "yes" ? "accepted" : "not accepted";

const line = (who: string, answer: Acceptance["answer"], plans: string | null | undefined) =>
  `${who}: ${answerWords(answer, plans)}`;

/** What an agent may say of a patient's payer, the practice's answer first; what nobody wrote down is not known. */
export function coverageLines({ payer, practice, exceptions }: Coverage): string[] {
  if (!payer) return ["Whether this payer is accepted is not known"];
  return [
    practice ? line("The practice", practice.answer, practice.plans) : "The practice: not known",
    ...exceptions.map(({ who, answer, plans }) => line(who, answer, plans)),
  ];
}

/** Of whom an answer speaks: "The practice", "Dr. Amara Osei at Riverside". */
export function whoOf({ provider, location }: Acceptance, directory: Directory | undefined): string {
  const names = [
    provider && (directory?.providers.find(({ id }) => id === provider)?.name ?? "A provider"),
    location && (directory?.locations.find(({ id }) => id === location)?.name ?? "A location"),
  ].filter(Boolean);
  return names.join(" at ") || "The practice";
}

/** The same for a payer of the list: what holds today. */
export function acceptanceLines(payer: Organisation, directory: Directory | undefined): string[] {
  const holding = payer.acceptances.filter(({ holds }) => holds);
  const whole = holding.filter(({ provider, location }) => !provider && !location);
  const rest = holding.filter(({ provider, location }) => provider || location);
  return [
    ...(whole.length === 0 ? ["The practice: not known"] : []),
    ...[...whole, ...rest].map((each) => line(whoOf(each, directory), each.answer, each.plans)),
  ];
}
