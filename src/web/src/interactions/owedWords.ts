import type { Owed } from "../api/types";
import { sentence } from "../foundation/formats";

/** The kinds of what is owed, in the order of the filter. */
export const owedKinds = [
  { value: "abandoned", label: "Abandoned" },
  { value: "voicemail", label: "Voicemail" },
  { value: "callBack", label: "Call-back" },
  { value: "returnedTransfer", label: "Returned transfer" },
  { value: "interrupted", label: "Interrupted" },
] as const;

export const owedKindWords = (kind: string) => owedKinds.find((each) => each.value === kind)?.label ?? sentence(kind);

const closingWords: { [closing: string]: string } = {
  gotThrough: "Got through",
  calledBack: "Called back",
  byHand: "Closed by hand",
  withdrawn: "Promise taken back",
};

/** Why an entry is closed: the reason that was typed, else what closed it. */
export const closedWords = (entry: Owed) => entry.closeReason || closingWords[entry.closing ?? ""] || "–";
