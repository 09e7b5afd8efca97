import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { PatientField, Script } from "../api/types";
import { api, ask } from "../foundation/api";
import { useCan } from "../identity/session";
import { queuesQuery } from "../routing/queries";
import { scriptsQuery } from "./queries";
import type { Row, RowField } from "./RowForm";
import { RowList } from "./RowList";

const directions = [
  { value: "", label: "Calls in and out" },
  { value: "inbound", label: "Calls in" },
  { value: "outbound", label: "Calls out" },
];

interface ScriptsProps {
  practice: string;
  rows: Script[];
  /** What may stand in braces, beside the names of the practice's own fields. */
  placeholders: string[];
  own: PatientField[];
}

/** What agents say on calls: on the desk the one of the queue stands before one of all queues. */
export function Scripts({ practice, rows, placeholders, own }: ScriptsProps) {
  const queryClient = useQueryClient();
  const maySeeQueues = useCan()("queues.read");
  const queues = useQuery({ ...queuesQuery, enabled: maySeeQueues }).data?.items ?? [];
  const ofPractice = queues.filter((queue) => queue.practice.id === practice);
  const labels = own.filter((field) => field.practice === practice && !field.retired).map((field) => field.label);
  const fields: RowField[] = [
    { key: "name", label: "Name", kind: "text", maxLength: 80 },
    {
      key: "queue",
      label: "Of which queue",
      kind: "choice",
      choices: [{ value: "", label: "All queues" }, ...ofPractice.map(({ id, name }) => ({ value: id, label: name }))],
    },
    { key: "direction", label: "Of which calls", kind: "choice", choices: directions },
    {
      key: "text",
      label: "What is said",
      description: `In braces stands what is filled in on the call, and … where it is not known or not for the caller's ears: ${[...placeholders, ...labels].map((name) => `{${name}}`).join(" ")}`,
      kind: "lines",
      maxLength: 4000,
    },
  ];
  const save = async (id: string | null, row: Row) => {
    const body = {
      practice,
      name: String(row.name ?? ""),
      queue: String(row.queue ?? ""),
      direction: (row.direction || null) as Script["direction"],
      text: String(row.text ?? ""),
      retired: row.retired === true,
    };
    await ask(
      id ? api.PUT("/api/scripts/{id}", { params: { path: { id } }, body }) : api.POST("/api/scripts", { body }),
    );
    await queryClient.invalidateQueries({ queryKey: scriptsQuery.queryKey });
  };
  return (
    <RowList
      title="Scripts"
      one="script"
      empty="None: agents have the usual opening words."
      rows={rows.filter((row) => row.practice === practice)}
      nameOf={(row) => row.name}
      columns={[
        ["Queue", (row) => (row.queue ? (queues.find((queue) => queue.id === row.queue)?.name ?? "") : "All queues")],
        ["Calls", (row) => directions.find((each) => each.value === (row.direction ?? ""))?.label ?? ""],
        ["Begins", (row) => (row.text.length > 80 ? `${row.text.slice(0, 80)}…` : row.text)],
      ]}
      fields={fields}
      fresh={{ queue: "", direction: "", text: "" }}
      onSave={save}
    />
  );
}
