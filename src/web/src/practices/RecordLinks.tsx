import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { RecordLink } from "../api/types";
import { api, ask } from "../foundation/api";
import { QueryView } from "../foundation/QueryView";
import { linksQuery } from "./queries";
import type { Row, RowField } from "./RowForm";
import { RowList } from "./RowList";

const kinds: { value: RecordLink["kind"]; label: string }[] = [
  { value: "emr", label: "Medical records" },
  { value: "portal", label: "Patient portal" },
  { value: "payer", label: "Payer" },
  { value: "other", label: "Other" },
];

const fields: RowField[] = [
  { key: "name", label: "Name", kind: "text", maxLength: 60 },
  { key: "kind", label: "Kind", kind: "choice", choices: kinds },
  {
    key: "template",
    label: "Address",
    description:
      "The other system's address will contain what stands in braces, so it leaves the centre: {mrn} {firstName} {lastName} {bornOn} {memberId} {phone} {payer}",
    kind: "text",
    maxLength: 400,
  },
];

/** Ways from a person's card into other systems of the practice. */
export function RecordLinks({ practice }: { practice: string }) {
  const queryClient = useQueryClient();
  const query = linksQuery(practice);
  const save = async (one: string | null, row: Row) => {
    const body = {
      name: String(row.name ?? ""),
      kind: row.kind as RecordLink["kind"],
      template: String(row.template ?? ""),
      retired: row.retired === true,
    };
    const all = await ask(
      one
        ? api.PUT("/api/practices/{id}/links/{one}", { params: { path: { id: practice, one } }, body })
        : api.POST("/api/practices/{id}/links", { params: { path: { id: practice } }, body }),
    );
    queryClient.setQueryData(query.queryKey, all);
  };
  return (
    <QueryView query={useQuery(query)} loading="Loading the links">
      {({ items }) => (
        <RowList
          title="Links into other systems"
          one="link"
          empty="No links yet."
          rows={items.map((row) => ({ ...row }))}
          nameOf={(row) => row.name}
          columns={[
            ["Kind", (row) => kinds.find((kind) => kind.value === row.kind)?.label ?? row.kind],
            ["Address", (row) => row.template],
            ["Contains", (row) => row.contains.join(", ") || "nothing of a patient"],
          ]}
          fields={fields}
          fresh={{ kind: "emr", template: "https://" }}
          onSave={save}
        />
      )}
    </QueryView>
  );
}
