import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { PatientList } from "../api/types";
import { ReasonDialog } from "../foundation/ReasonDialog";
import { people } from "./listWords";
import { exportList, type Order } from "./queries";

interface ExportDialogProps {
  list: PatientList;
  order: Order;
  /** How many are on it, where that is known. */
  total: number | undefined;
  /** Those who are chosen: where there are any, they alone go into the file. */
  picked: ReadonlySet<string>;
}

/** Takes a list out of the centre as a file, with the reason that the audit trail keeps. */
export function ExportDialog({ list, order, total, picked }: ExportDialogProps) {
  const [format, choose] = useState<"csv" | "xlsx" | null>(null);
  const [wanted, want] = useState("xlsx");
  const chosen = [...picked];
  const whom =
    chosen.length > 0
      ? `the ${people(chosen.length)} chosen`
      : total === undefined
        ? "the list"
        : `all ${people(total)}`;
  return (
    <>
      <NativeSelect
        aria-label="Kind of file"
        data={[
          { value: "xlsx", label: "Excel" },
          { value: "csv", label: "CSV" },
        ]}
        value={wanted}
        onChange={(event) => want(event.currentTarget.value)}
      />
      <Button variant="default" disabled={Boolean(list.why)} onClick={() => choose(wanted === "csv" ? "csv" : "xlsx")}>
        Export
      </Button>
      <ReasonDialog
        title={`Export ${whom}`}
        label="What is the file for?"
        note="Your name, the time, this reason and everybody who is in the file are kept in the audit trail. Of VIPs the file has the name and the word VIP alone. Keep it where the practice's data may lie."
        least={10}
        confirmWords="Export"
        opened={format !== null}
        onClose={() => choose(null)}
        onConfirm={(reason) => exportList(list.id, format ?? "csv", order, reason, chosen)}
      />
    </>
  );
}
