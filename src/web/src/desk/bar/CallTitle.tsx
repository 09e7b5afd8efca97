import { Badge, Group, Text, Title } from "@mantine/core";
import type { CurrentCall } from "../../api/types";
import { languageName } from "../../foundation/formats";

/** Row 1: the practice first, because its name is the first word of the greeting; then the line and the choice in the menu. */
export function CallTitle({ call, language }: { call: CurrentCall | null; language: string | null }) {
  if (!call) {
    return (
      <Title order={2} className="callPractice" c="dimmed">
        No call
      </Title>
    );
  }
  const queue = call.line?.includes(call.queue?.name ?? "") ? null : call.queue?.name;
  const line = [call.line, queue].filter(Boolean).join(" · ");
  return (
    <Group gap={10} wrap="nowrap" align="baseline">
      <Title order={2} className="callPractice">
        {call.practice.name}
      </Title>
      <Text truncate>{line || (call.direction === "outbound" ? "Outbound call" : "")}</Text>
      {language && (
        <Badge variant="outline" color="dark" tt="none" radius="sm" flex="none">
          {languageName(language)}
        </Badge>
      )}
    </Group>
  );
}
