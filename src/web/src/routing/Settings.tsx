import { Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Health, ServerSettings } from "../api/types";
import { FloorLimitsCard } from "../floor/FloorLimitsCard";
import { floorLimitsQuery } from "../floor/queries";
import { OutsideLimitsCard } from "../flows/OutsideLimitsCard";
import { outsideLimitsQuery } from "../flows/outsideLimits";
import { api, ask, toApiError } from "../foundation/api";
import { sentence } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { SipGuardCard } from "../telephony/SipGuardCard";
import { sipGuardQuery } from "../telephony/sipGuard";
import { QueueSettingsCard } from "./QueueSettingsCard";
import { queuesQuery } from "./queries";

// A failed check answers 503, with the checks.
async function readHealth(): Promise<Health> {
  const response = await fetch("/healthz", { headers: { "X-Kindline-Background": "1" } });
  const found: Partial<Health> | null = await response.json().catch(() => null);
  if (!found?.checks) throw toApiError(response.status, found, response.headers);
  return found as Health;
}

/** How queues offer calls, what calls to the outside may cost, who may reach us, and how the system is. */
export function Settings() {
  const queues = useQuery(queuesQuery);
  const limits = useQuery(floorLimitsQuery);
  const outside = useQuery(outsideLimitsQuery);
  const guard = useQuery(sipGuardQuery);
  const settings = useQuery({ queryKey: ["settings"], queryFn: () => ask(api.GET("/api/settings")) });
  const health = useQuery({ queryKey: ["health"], queryFn: readHealth, refetchInterval: 15_000 });
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
      <Title order={2}>Floor</Title>
      <QueryView query={limits} loading="Loading the limits">
        {(list) => (
          <Stack gap={10} maw={1000}>
            {list.items.map((each) => (
              <FloorLimitsCard key={each.practiceId} limits={each} />
            ))}
          </Stack>
        )}
      </QueryView>
      <Title order={2}>Calls to the outside</Title>
      <QueryView query={outside} loading="Loading the limits of calls to the outside">
        {(found) => <OutsideLimitsCard limits={found} />}
      </QueryView>
      <Title order={2}>Telephone ports</Title>
      <QueryView query={guard} loading="Loading who is blocked">
        {(found) => <SipGuardCard guard={found} />}
      </QueryView>
      <Title order={2}>Server</Title>
      <QueryView query={settings} loading="Loading the settings">
        {(found) => <Facts settings={found} />}
      </QueryView>
      <Title order={2}>Health</Title>
      <QueryView query={health} loading="Loading the system's health">
        {(found) => <Checks health={found} />}
      </QueryView>
    </Page>
  );
}

const names: { [setting: string]: string } = {
  bind: "Listens on",
  httpPort: "HTTP port",
  tls: "TLS",
  sipPort: "SIP port",
  mllpPort: "HL7 port",
  sessionIdleMinutes: "Signed out after, minutes idle",
  sessionHours: "Longest session, hours",
  lockoutFailures: "Locked after wrong passwords",
  lockoutMinutes: "Locked for, minutes",
};

const words = (value: string | number | boolean) =>
  typeof value === "boolean" ? (value ? "yes" : "no") : String(value);

function Facts({ settings }: { settings: ServerSettings }) {
  return (
    <SimpleGrid
      component="dl"
      className="panel"
      cols={{ base: 1, sm: 2 }}
      spacing="xl"
      verticalSpacing={3}
      m={0}
      maw={1000}
    >
      {Object.entries(settings).map(([name, value]) => (
        <Group key={name} gap={8} wrap="nowrap" align="flex-start">
          <Text component="dt" c="dimmed" w={210} flex="none">
            {names[name] ?? sentence(name)}
          </Text>
          <Text component="dd" m={0} style={{ wordBreak: "break-all" }}>
            {words(value)}
          </Text>
        </Group>
      ))}
    </SimpleGrid>
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
