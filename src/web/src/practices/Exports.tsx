import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ExportList } from "../api/types";
import { QueryView } from "../foundation/QueryView";
import { ExportProgress } from "./ExportProgress";
import { PastExports } from "./PastExports";
import { exportsQuery } from "./queries";
import { StartExport } from "./StartExport";

interface ExportsProps {
  practice: { id: string; name: string };
}

/** Everything that a practice owns as one file of open formats, for a copy of its own or for leaving. */
export function Exports({ practice }: ExportsProps) {
  const query = useQuery(exportsQuery(practice.id));
  return (
    <section aria-label="Everything this practice owns">
      <Title order={2} mb={6}>
        Everything this practice owns
      </Title>
      <QueryView query={query} loading="Loading exports">
        {(found) => <Found key={practice.id} practice={practice} found={found} />}
      </QueryView>
    </section>
  );
}

function Found({ practice, found }: ExportsProps & { found: ExportList }) {
  const [asking, ask] = useState(false);
  const running = found.items.find((each) => each.state === "running");
  return (
    <Stack className="panel" gap={12}>
      <Group justify="space-between" align="flex-start">
        <Text maw={760}>
          One ZIP file with all patients, calls, appointments, contacts, knowledge, settings and the audit trail of this
          practice, as tables (CSV) that any program reads. A README in it says what each file and column is.
        </Text>
        <Button disabled={Boolean(running)} onClick={() => ask(true)}>
          Export everything
        </Button>
      </Group>
      {running?.activity && <ExportProgress practice={practice.id} id={running.id} activity={running.activity} />}
      {found.items.length > 0 ? (
        <PastExports practice={practice.id} rows={found.items} />
      ) : (
        <Text c="dimmed">Nothing was exported yet.</Text>
      )}
      <StartExport practice={practice} recordings={found.recordings} opened={asking} onClose={() => ask(false)} />
    </Stack>
  );
}
