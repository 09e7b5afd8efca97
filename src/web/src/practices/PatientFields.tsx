import { useQueryClient } from "@tanstack/react-query";
import type { PatientField } from "../api/types";
import { api, ask } from "../foundation/api";
import { patientFieldsQuery } from "./queries";
import type { Row, RowField } from "./RowForm";
import { RowList } from "./RowList";

const kinds = [
  { value: "text", label: "Text" },
  { value: "number", label: "Number" },
  { value: "date", label: "Day" },
  { value: "yesNo", label: "Yes or no" },
  { value: "choice", label: "One of several" },
];

const fields: RowField[] = [
  { key: "label", label: "Name", kind: "text", maxLength: 60 },
  {
    key: "kind",
    label: "Kind",
    description: "Of one that there is already, the kind stays",
    kind: "choice",
    choices: kinds,
  },
  {
    key: "words",
    label: "Choices",
    description: "With commas between, where it is one of several",
    kind: "text",
    maxLength: 3000,
  },
  { key: "position", label: "Place", description: "Lower stands first", kind: "number" },
];

/** What a practice keeps of its patients beside the usual. */
export function PatientFields({ practice, rows }: { practice: string; rows: PatientField[] }) {
  const queryClient = useQueryClient();
  const save = async (id: string | null, row: Row) => {
    const body = {
      practice,
      label: String(row.label ?? ""),
      kind: row.kind as PatientField["kind"],
      choices: String(row.words ?? "")
        .split(",")
        .map((word) => word.trim())
        .filter(Boolean),
      position: Number(row.position ?? 0),
      retired: row.retired === true,
    };
    await ask(
      id
        ? api.PUT("/api/patient-fields/{id}", { params: { path: { id } }, body })
        : api.POST("/api/patient-fields", { body }),
    );
    await queryClient.invalidateQueries({ queryKey: patientFieldsQuery.queryKey });
  };
  return (
    <RowList
      title="Fields of patients"
      one="field"
      empty="Nothing beside the usual."
      rows={rows.filter((row) => row.practice === practice).map((row) => ({ ...row, words: row.choices.join(", ") }))}
      nameOf={(row) => row.label}
      columns={[
        ["Kind", (row) => kinds.find((kind) => kind.value === row.kind)?.label ?? row.kind],
        ["Choices", (row) => row.words],
        ["Known of", (row) => `${row.inUse.toLocaleString("en-US")} patients`],
      ]}
      fields={fields}
      fresh={{ kind: "text", position: 0 }}
      onSave={save}
    />
  );
}
