import type { Organisation } from "../api/types";

export const kinds: { value: Organisation["kind"]; label: string; many: string }[] = [
  { value: "referralPartner", label: "Referral partner", many: "Referral partners" },
  { value: "payer", label: "Payer", many: "Payers" },
  { value: "pharmacy", label: "Pharmacy", many: "Pharmacies" },
  { value: "vendor", label: "Vendor", many: "Vendors" },
  { value: "other", label: "Other", many: "Others" },
];

export const kindWords = (kind: Organisation["kind"]) => kinds.find((each) => each.value === kind)?.label ?? kind;

/** Whether each word stands in one of the texts, or is made of digits that stand in one of the numbers. */
export function holdsWords(
  typed: string,
  texts: (string | null | undefined)[],
  numbers: (string | null | undefined)[],
): boolean {
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => {
      const digits = /^[+\d().-]+$/.test(word) ? word.replace(/\D/g, "") : "";
      return (
        texts.some((text) => text?.toLowerCase().includes(word)) ||
        (digits !== "" && numbers.some((number) => number?.includes(digits)))
      );
    });
}

/** Those in which all words stand: in a name, an alias, a person, an address, a note or a number. */
export const findContacts = (all: Organisation[], typed: string) =>
  all.filter((one) =>
    holdsWords(
      typed.trim(),
      [one.name, one.aliases, one.address, one.note, ...one.people.flatMap(({ name, role }) => [name, role])],
      [one.phone, one.fax, ...one.people.map(({ phone }) => phone)],
    ),
  );
