import type { Opening, OpeningReason } from "../../api/types";

/** Why a VIP's record may be opened by hand. */
export const openingReasons: { value: OpeningReason; label: string }[] = [
  { value: "treatment", label: "Treatment" },
  { value: "payment", label: "Payment" },
  { value: "operations", label: "Operations" },
  { value: "patientsRequest", label: "The patient's request" },
  { value: "emergency", label: "Emergency" },
];

/** "Treatment", or that a caller was verified. */
export const reasonWords = ({ reason }: Opening) =>
  openingReasons.find(({ value }) => value === reason)?.label ?? "A verified caller";
