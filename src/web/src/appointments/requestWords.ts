import type { AppointmentRequest, RequestSource, RequestState, RequestVisit } from "../api/types";
import { dateWords, dayOf, dayTime } from "../foundation/formats";

export const requestStates: { value: RequestState; label: string }[] = [
  { value: "new", label: "New" },
  { value: "trying", label: "Trying" },
  { value: "booked", label: "Booked" },
  { value: "declined", label: "Declined" },
  { value: "notReached", label: "Not reached" },
  { value: "withdrawn", label: "Withdrawn" },
];

export const requestSources: { value: RequestSource; label: string }[] = [
  { value: "referral", label: "Referral" },
  { value: "call", label: "Call" },
  { value: "fax", label: "Fax" },
  { value: "webForm", label: "Web form" },
  { value: "email", label: "E-mail" },
  { value: "other", label: "Another way" },
];

const visitStates = {
  booked: "Booked",
  seen: "Seen",
  missed: "Missed the visit",
  cancelled: "Visit cancelled",
} as const;

export const stateWords = (state: RequestState) => requestStates.find((each) => each.value === state)?.label ?? state;

export const sourceWords = (source: RequestSource) =>
  requestSources.find((each) => each.value === source)?.label ?? source;

export const isOpenRequest = ({ state }: AppointmentRequest) => state === "new" || state === "trying";

/** What became of a request: that of its visit, where that is known. */
export const becameWords = ({ state, visit }: AppointmentRequest) =>
  state === "booked" && visit ? visitStates[visit.state] : stateWords(state);

/** "Dec 3, 10:15, Annual eye exam, Dr. Vance, Bayview Main". */
export const visitWords = ({ visit }: Pick<RequestVisit, "visit">, now: number) =>
  visit.confidential
    ? `${dateWords(dayOf(visit.at))}, confidential visit`
    : [dayTime(visit.at, now), visit.visitType, visit.provider, visit.location].join(", ");

/** What they ask for, where it was said. */
export const wantedWords = ({ visitType, provider, note }: AppointmentRequest) =>
  [visitType, provider && `with ${provider}`, note].filter(Boolean).join(", ");
