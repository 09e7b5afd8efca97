import { AppShell, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { agentMeQuery } from "../agents/queries";
import { DeskFooter } from "../desk/DeskFooter";
import { useCan } from "../identity/session";
import { useNow } from "./clock";
import { connectionWords } from "./connectionWords";
import { zoneWords } from "./formats";
import { useConnection } from "./live";

/** F: connection, keys, what is saved and the day so far, in one line of 24 px. */
export function Footer({ worksCalls, onDesk }: { worksCalls: boolean; onDesk: boolean }) {
  const allowed = useCan()("agent.work");
  return (
    <AppShell.Footer>
      <Group h="100%" px={10} gap="lg" wrap="nowrap" justify="space-between">
        <ConnectionWords worksCalls={worksCalls} />
        {allowed && worksCalls ? <DeskFooter onDesk={onDesk} /> : <Text size="xs">? keys</Text>}
        <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }} className="wideOnly">
          Times in {zoneWords()}
        </Text>
      </Group>
    </AppShell.Footer>
  );
}

function ConnectionWords({ worksCalls }: { worksCalls: boolean }) {
  const call = useQuery({ ...agentMeQuery, enabled: worksCalls }).data?.call;
  const connection = useConnection();
  useNow();
  const lost = connection.kind === "lost";
  const running = Boolean(call && call.state !== "wrapUp");
  return (
    <Text
      size="xs"
      fw={lost ? 700 : 400}
      c={lost ? "red.9" : "dimmed"}
      className="figures"
      truncate
      flex={lost ? "none" : undefined}
      role={lost ? "status" : undefined}
    >
      {connectionWords(connection, Date.now(), running)}
    </Text>
  );
}
