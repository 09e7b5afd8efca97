import { Group, Text, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { agentMeQuery } from "../agents/queries";
import { LevelBar } from "./LevelBar";
import { usePhone } from "./phone";

/** The header's 180 px: how loud the microphone is, and the phone in one line. */
export function PhoneMeter() {
  const { words, warning } = usePhone();
  const { data: me } = useQuery(agentMeQuery);
  if (!me) return null;
  if (me.phone.kind === "sip") {
    return <Line words={me.phone.reachable ? "SIP phone ready" : "SIP phone lost"} bad={!me.phone.reachable} />;
  }
  return (
    <Group className="phoneMeter" gap={8} wrap="nowrap">
      <LevelBar width={56} />
      <Tooltip label={warning?.words} disabled={!warning}>
        <Line words={words} bad={warning !== null} />
      </Tooltip>
    </Group>
  );
}

function Line({ words, bad, ...rest }: { words: string; bad: boolean }) {
  return (
    <Text
      size="xs"
      truncate
      fw={bad ? 700 : 400}
      c={bad ? "red.9" : undefined}
      tabIndex={bad ? 0 : undefined}
      {...rest}
    >
      {words}
    </Text>
  );
}
