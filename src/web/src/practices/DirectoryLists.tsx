import { useQueryClient } from "@tanstack/react-query";
import type { Directory } from "../api/types";
import { api, ask } from "../foundation/api";
import { dateWords, phoneNumber } from "../foundation/formats";
import { hoursWords } from "./hoursWords";
import { directoryQuery } from "./queries";
import type { Row, RowField } from "./RowForm";
import { RowList } from "./RowList";

const schedules = [
  { value: "book", label: "The centre books" },
  { value: "view", label: "The centre sees it and asks the office" },
  { value: "closed", label: "Closed to the centre" },
];

const places: RowField[] = [
  { key: "name", label: "Name", kind: "text", maxLength: 120 },
  { key: "address", label: "Address", kind: "text", maxLength: 240 },
  { key: "phone", label: "Phone", kind: "text", maxLength: 40 },
  { key: "fax", label: "Fax", kind: "text", maxLength: 40 },
  { key: "note", label: "What patients ask", description: "Parking, entrance, floor", kind: "text" },
  { key: "schedule", label: "Schedules", kind: "choice", choices: schedules },
  { key: "openFrom", label: "From", description: "Closed before this day; empty for at once", kind: "date" },
  {
    key: "hours",
    label: "Hours of its own",
    description: "Without any it is open as the practice is. From 00:00 to 00:00 is the whole day.",
    kind: "hours",
  },
];

const providers: RowField[] = [
  { key: "name", label: "Name", kind: "text", maxLength: 120 },
  { key: "specialty", label: "Specialty", kind: "text", maxLength: 80 },
  { key: "npi", label: "NPI", kind: "text", maxLength: 10 },
  { key: "schedule", label: "Schedule", kind: "choice", choices: schedules },
  { key: "openFrom", label: "From", description: "Closed before this day; empty for at once", kind: "date" },
  { key: "acceptsNewPatients", label: "Accepts new patients", kind: "check" },
  { key: "youngestYears", label: "Youngest, years", description: "Sees nobody younger", kind: "number" },
  { key: "oldestYears", label: "Oldest, years", description: "Sees nobody older", kind: "number" },
  { key: "note", label: "What else an agent must know", kind: "text" },
];

const visits: RowField[] = [
  { key: "name", label: "Name", kind: "text", maxLength: 120 },
  { key: "minutes", label: "Minutes", kind: "number" },
  { key: "isTelevisit", label: "From home, by picture or telephone", kind: "check" },
  { key: "forNewPatients", label: "For new patients", kind: "check" },
  { key: "preparation", label: "What the patient does or brings", kind: "text" },
];

type Provider = Directory["providers"][number];
type Place = Directory["locations"][number];

/** "12 to 65 years", "from 12 years", or nothing. */
export const agesOf = ({ youngestYears: from, oldestYears: to }: Provider) =>
  typeof from === "number" && typeof to === "number"
    ? `${from} to ${to} years`
    : typeof from === "number"
      ? `from ${from} years`
      : typeof to === "number"
        ? `up to ${to} years`
        : "";

/** What holds today, and what is to come. */
export function scheduleWords({
  schedule,
  scheduleNow,
  openFrom,
}: Pick<Provider, "schedule" | "scheduleNow" | "openFrom">): string {
  const words = (value: string) => schedules.find((each) => each.value === value)?.label ?? value;
  return schedule === scheduleNow || !openFrom
    ? words(scheduleNow)
    : `${words(scheduleNow)} until ${dateWords(openFrom)}, then: ${words(schedule).toLowerCase()}`;
}

/** "Open now. Monday to Friday 08:00 to 17:00", by the clock of the practice. */
export const openWords = ({ open, hours }: Place) =>
  `${open ? "Open now" : "Closed now"}. ${hoursWords(hours) || "Hours of the practice"}`;

/** Where, who and what for. */
export function DirectoryLists({ practice, directory }: { practice: string; directory: Directory }) {
  const queryClient = useQueryClient();
  const show = (saved: Directory) => queryClient.setQueryData(directoryQuery(practice).queryKey, saved);
  const one = (id: string) => ({ params: { path: { id: practice, one: id } } });
  const all = { params: { path: { id: practice } } };
  // The fields of the dialogs are the input's own.
  const save = {
    location: (id: string | null, body: Row) =>
      ask(
        id
          ? api.PUT("/api/practices/{id}/locations/{one}", { ...one(id), body })
          : api.POST("/api/practices/{id}/locations", { ...all, body }),
      ).then(show),
    provider: (id: string | null, body: Row) =>
      ask(
        id
          ? api.PUT("/api/practices/{id}/providers/{one}", { ...one(id), body })
          : api.POST("/api/practices/{id}/providers", { ...all, body }),
      ).then(show),
    visit: (id: string | null, body: Row) =>
      ask(
        id
          ? api.PUT("/api/practices/{id}/visit-types/{one}", { ...one(id), body })
          : api.POST("/api/practices/{id}/visit-types", { ...all, body }),
      ).then(show),
  };
  return (
    <>
      <RowList
        title="Locations"
        one="location"
        empty="No locations yet."
        rows={directory.locations}
        nameOf={(row) => row.name}
        columns={[
          ["Address", (row) => row.address],
          [
            "Numbers",
            ({ phone, fax }) =>
              [phone && phoneNumber(phone), fax && `fax ${phoneNumber(fax)}`].filter(Boolean).join(", "),
          ],
          ["Open", openWords],
          ["Schedules", scheduleWords],
          ["What patients ask", (row) => row.note ?? ""],
        ]}
        fields={places}
        fresh={{ schedule: "book", hours: [] }}
        onSave={save.location}
      />
      <RowList
        title="Providers"
        one="provider"
        empty="No providers yet."
        rows={directory.providers}
        nameOf={(row) => row.name}
        columns={[
          ["Specialty", (row) => row.specialty ?? ""],
          ["Schedule", scheduleWords],
          [
            "Sees",
            (row) =>
              [row.acceptsNewPatients ? "new patients too" : "no new patients", agesOf(row)].filter(Boolean).join(", "),
          ],
          ["Must be known", (row) => row.note ?? ""],
        ]}
        fields={providers}
        fresh={{ schedule: "book", acceptsNewPatients: true }}
        onSave={save.provider}
      />
      <RowList
        title="Visit types"
        one="visit type"
        empty="No visit types yet."
        rows={directory.visitTypes}
        nameOf={(row) => row.name}
        columns={[
          ["Minutes", (row) => String(row.minutes)],
          [
            "For",
            (row) => [row.forNewPatients && "new patients", row.isTelevisit && "from home"].filter(Boolean).join(", "),
          ],
          ["Preparation", (row) => row.preparation ?? ""],
        ]}
        fields={visits}
        fresh={{ minutes: 30 }}
        onSave={save.visit}
      />
    </>
  );
}
