import { Text } from "@mantine/core";

export function KnowledgeTab({ line }: { practice: string; line: string | null }) {
  return <Text c="dimmed">No cards for {line ?? "this practice"} yet.</Text>;
}
