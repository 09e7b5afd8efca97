import type { Directory, Staff } from "../api/types";
import type { RowField } from "../practices/RowForm";

const choice = (rows: { id: string; name: string }[], none: string) => [
  { value: "", label: none },
  ...rows.map(({ id, name }) => ({ value: id, label: name })),
];

/** What is asked about one of the practice's people. */
export function staffFields(staff: Staff, places: Directory["locations"], editing: string | null): RowField[] {
  const others = staff.items.filter(({ id, retired }) => id !== editing && !retired);
  return [
    { key: "name", label: "Name", kind: "text", maxLength: 120 },
    { key: "title", label: "What they are", description: "Billing lead, site supervisor", kind: "text", maxLength: 80 },
    { key: "department", label: "Department", kind: "text", maxLength: 80 },
    { key: "extension", label: "Extension", kind: "text", maxLength: 12 },
    { key: "directNumber", label: "Direct number", kind: "text", maxLength: 40 },
    { key: "location", label: "Location", kind: "choice", choices: choice(places, "None") },
    {
      key: "user",
      label: "Account",
      description: "Their team is the account's",
      kind: "choice",
      choices: choice(staff.accounts, "Does not sign in"),
    },
    { key: "reportsTo", label: "Reports to", kind: "choice", choices: choice(others, "Nobody here") },
    {
      key: "steeringRole",
      label: "In the steering committee as",
      description: "Empty for no member",
      kind: "text",
      maxLength: 80,
    },
    ...(editing ? [{ key: "retired", label: "Out of use", kind: "check" } as const] : []),
  ];
}
