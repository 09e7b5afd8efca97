import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { QueryView } from "../foundation/QueryView";
import { ImportPreview } from "./ImportPreview";
import { ImportProgress } from "./ImportProgress";
import { ImportResult } from "./ImportResult";
import { MatchColumns } from "./MatchColumns";
import { importQuery } from "./queries";

/** The step that an import has come to. */
export function OpenImport({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery(importQuery(id));
  // Back from the check to the columns.
  const [matching, match] = useState(false);
  return (
    <QueryView query={query} loading="Loading the import">
      {(row) => {
        if (row.activity) return <ImportProgress row={row} activity={row.activity} />;
        if (row.state !== "uploaded") return <ImportResult row={row} onClose={onClose} />;
        if (matching || !row.rows) return <MatchColumns row={row} onChecked={() => match(false)} onClose={onClose} />;
        return <ImportPreview row={row} onMatch={() => match(true)} onClose={onClose} />;
      }}
    </QueryView>
  );
}
