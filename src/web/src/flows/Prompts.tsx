import { Group, Select, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { phoneNumber } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { Empty, QueryView } from "../foundation/QueryView";
import { usePracticeOptions } from "../routing/queries";
import { PromptCard } from "./PromptCard";
import { promptsQuery } from "./promptApi";

/** What callers hear, for a whole practice or for one of its lines. */
export function Prompts() {
  const practices = usePracticeOptions();
  const [chosen, setChosen] = useState<string | null>(null);
  const practice = chosen ?? practices[0]?.value;
  return (
    <Page
      title="Prompts"
      permission="prompts.read"
      note="A change is heard on the next call"
      actions={
        practices.length > 1 && (
          <Select
            aria-label="Practice"
            w={240}
            data={practices}
            value={practice ?? null}
            onChange={setChosen}
            allowDeselect={false}
          />
        )
      }
    >
      {practice ? <OfPractice key={practice} practice={practice} /> : <Empty>No practice yet.</Empty>}
    </Page>
  );
}

const allLines = "all";

function OfPractice({ practice }: { practice: string }) {
  const [line, setLine] = useState<string | null>(null);
  const query = useQuery({ ...promptsQuery(practice, line), placeholderData: keepPreviousData });
  const lines = query.data?.lines ?? [];
  return (
    <Stack gap={12} maw={860}>
      <Group gap={12} align="flex-end">
        <Select
          label="Line"
          w={280}
          allowDeselect={false}
          data={[
            { value: allLines, label: "All lines" },
            ...lines.map(({ number, purpose }) => ({ value: number, label: `${purpose} ${phoneNumber(number)}` })),
          ]}
          value={line ?? allLines}
          onChange={(value) => setLine(value === allLines ? null : value)}
        />
        {line && (
          <Text c="dimmed" flex="1 1 260px" pb={6}>
            A line hears what all lines hear until you give it words of its own.
          </Text>
        )}
      </Group>
      <QueryView query={query} loading="Loading prompts">
        {(list) => list.items.map((prompt) => <PromptCard key={`${prompt.line} ${prompt.kind}`} prompt={prompt} />)}
      </QueryView>
    </Stack>
  );
}
