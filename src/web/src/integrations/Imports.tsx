import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { BringFile } from "./BringFile";
import { OpenImport } from "./OpenImport";
import { PastImports } from "./PastImports";
import { importsQuery } from "./queries";

/** Files of patients: brought, matched, checked, taken in and taken back; below, all that there were. */
export function Imports() {
  const { import: id } = useSearch({ from: "/shell/imports" });
  const navigate = useNavigate({ from: "/imports" });
  const [page, setPage] = useState(1);
  const list = useQuery(importsQuery(page));
  const open = (chosen?: string) => void navigate({ search: { import: chosen } });
  const refused = list.data?.refused;
  return (
    <Page title="Imports" permission="patients.import" note="Patients from a file: CSV or Excel, up to 200 MB.">
      {refused ? (
        <Alert color="gray" title="No files are taken here">
          {refused}
        </Alert>
      ) : id ? (
        <OpenImport key={id} id={id} onClose={() => open()} />
      ) : (
        <BringFile onBrought={open} />
      )}
      <QueryView
        query={list}
        loading="Loading imports"
        isEmpty={(imports) => imports.items.length === 0}
        empty="No file has been brought yet."
      >
        {(imports) => (
          <PastImports
            imports={imports.items}
            total={imports.total}
            page={page}
            onPage={setPage}
            open={id}
            onOpen={open}
          />
        )}
      </QueryView>
    </Page>
  );
}
