import type { Notice, NoticeBar } from "../../api/types";
import { dateWords, dayOf, phoneNumber } from "../../foundation/formats";

const fields: { [field: string]: string } = {
  phones: "phone numbers",
  address: "address",
  email: "e-mail address",
  proxies: "who speaks for them",
};

/** "Phone numbers, address". */
export function changedWords({ changed }: Notice): string {
  const words = changed.map((field) => fields[field] ?? field).join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const bars: { [bar in NoticeBar]: string } = {
  deceased: "Reported to have died",
  doNotCall: "Asked not to be called",
  neverAtWork: "Asked never to be called at work",
  noEmail: "Asked for no e-mail",
  noMail: "Asked for no mail",
};

/** Why nobody tells them. */
export const barWords = (bar: NoticeBar) => `${bars[bar]}: nobody tells them`;

/** All that is said, on paper, by e-mail and on the telephone: nothing of health. */
export function noticeText({ practice, createdAt, timeZone, practicePhone }: Notice): string {
  const whom = practicePhone ? phoneNumber(practicePhone) : "us";
  return `The contact details that ${practice.name} has of you were changed on ${dateWords(dayOf(createdAt, timeZone))}. If you did not ask for this, please call ${whom}.`;
}
