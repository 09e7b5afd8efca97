import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { useCan } from "../identity/session";
import { Closures } from "./Closures";
import { DirectoryLists } from "./DirectoryLists";
import { Exports } from "./Exports";
import { HoursCard } from "./HoursCard";
import { PatientFields } from "./PatientFields";
import { directoryQuery, patientFieldsQuery, practicesQuery, scriptsQuery } from "./queries";
import { RecordLinks } from "./RecordLinks";
import { Scripts } from "./Scripts";
import { VerificationRules } from "./VerificationRules";

/** What callers and agents go by: when a practice is open, where it is, who works there and what for. */
export function PracticesPage() {
  const practices = useQuery(practicesQuery);
  const fields = useQuery(patientFieldsQuery);
  const scripts = useQuery(scriptsQuery);
  const can = useCan();
  const [chosen, choose] = useState<string | null>(null);
  const all = practices.data?.items ?? [];
  const practice = all.find((each) => each.id === chosen) ?? all[0];
  const directory = useQuery({ ...directoryQuery(practice?.id ?? ""), enabled: Boolean(practice) });
  return (
    <Page
      title="Practices"
      permission="practices.edit"
      note="Callers and agents go by this from the moment it is saved."
      actions={
        all.length > 1 && (
          <NativeSelect
            aria-label="Practice"
            data={all.map(({ id, name }) => ({ value: id, label: name }))}
            value={practice?.id}
            onChange={(event) => choose(event.currentTarget.value)}
          />
        )
      }
    >
      <QueryView query={practices} loading="Loading practices" isEmpty={() => !practice} empty="No practices yet.">
        {() => practice && <HoursCard key={practice.id} practice={practice} />}
      </QueryView>
      {practice && (
        <QueryView query={directory} loading="Loading the directory">
          {(found) => (
            <>
              <Closures key={practice.id} practice={practice.id} directory={found} />
              <DirectoryLists practice={practice.id} directory={found} />
            </>
          )}
        </QueryView>
      )}
      {practice && <VerificationRules practice={practice.id} />}
      {practice && (
        <QueryView query={fields} loading="Loading the fields">
          {(found) => <PatientFields practice={practice.id} rows={found.items} />}
        </QueryView>
      )}
      {practice && (
        <QueryView query={scripts} loading="Loading the scripts">
          {({ items, placeholders }) => (
            <Scripts
              key={practice.id}
              practice={practice.id}
              rows={items}
              placeholders={placeholders}
              own={fields.data?.items ?? []}
            />
          )}
        </QueryView>
      )}
      {practice && <RecordLinks practice={practice.id} />}
      {practice && can("practices.export") && <Exports key={practice.id} practice={practice} />}
    </Page>
  );
}
