import { AppShell, Group, Text } from "@mantine/core";
import { useCan } from "../identity/session";
import { useNow } from "./clock";
import { connectionWords } from "./connectionWords";
import { zoneWords } from "./formats";
import { useConnection } from "./live";

const agentKeys = "F2 answer or dial · F9 hold · Alt+X hang up · Alt+N notes · Ctrl+Enter save and next · ? keys";

/** Connection, keys and zone in one line of 24 px. */
export function Footer() {
  const keys = useCan()("agent.work") ? agentKeys : "? keys";
  return (
    <AppShell.Footer>
      <Group h="100%" px={10} gap="lg" wrap="nowrap" justify="space-between">
        <ConnectionWords />
        <Text size="xs" c="dimmed" truncate className="wideOnly">
          {keys}
        </Text>
        <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
          Times in {zoneWords()}
        </Text>
      </Group>
    </AppShell.Footer>
  );
}

function ConnectionWords() {
  const connection = useConnection();
  useNow();
  const lost = connection.kind === "lost";
  return (
    <Text size="xs" fw={lost ? 700 : 400} c={lost ? "red.9" : "dimmed"} className="figures" truncate>
      {connectionWords(connection, Date.now())}
    </Text>
  );
}
