import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Health } from "../api/types";
import { api, ask } from "../foundation/api";
import { sentence } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { QueueSettingsCard } from "./QueueSettingsCard";
import { queuesQuery } from "./queries";

/** How queues offer calls, and how the system is. */
export function Settings() {
  const queues = useQuery(queuesQuery);
  const health = useQuery({ queryKey: ["health"], queryFn: () => ask(api.GET("/healthz")), refetchInterval: 15_000 });
  return (
    <Page title="Settings" permission="settings.read">
      <Title order={2}>Queues</Title>
      <QueryView
        query={queues}
        loading="Loading queues"
        isEmpty={(list) => list.items.length === 0}
        empty="No queues yet."
      >
        {(list) => (
          <Stack gap={10} maw={1000}>
            {list.items.map((queue) => (
              <QueueSettingsCard key={queue.id} queue={queue} />
            ))}
          </Stack>
        )}
      </QueryView>
      <Title order={2}>System</Title>
      <QueryView query={health} loading="Loading the system's health">
        {(found) => <Checks health={found} />}
      </QueryView>
    </Page>
  );
}

function Checks({ health }: { health: Health }) {
  return (
    <Stack className="panel" gap={4} maw={1000}>
      <Text fw={600}>{sentence(health.status)}</Text>
      {health.checks.map((check) => (
        <Text key={check.name}>
          {sentence(check.name)}: {check.status}
          {check.message ? `, ${check.message}` : ""}
        </Text>
      ))}
    </Stack>
  );
}
