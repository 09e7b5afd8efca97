import { Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Prompt } from "../api/types";
import { api, ask, wordsOf } from "../foundation/api";
import { duration, sentence } from "../foundation/formats";
import { tell } from "../foundation/notify";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { useCan } from "../identity/session";
import { promptsQuery } from "./queries";

const kindWords: { [kind: string]: string } = {
  emergency: "Emergency line",
  recorded: "Recording announcement",
  greeting: "Greeting",
  closed: "Outside opening hours",
  voicemail: "Before a voicemail",
  recordedOutbound: "Recording announcement of outbound calls",
};

/** What callers hear, by practice, as text that is spoken. */
export function Prompts() {
  const query = useQuery(promptsQuery);
  const practices = (prompts: Prompt[]) => [
    ...new Map(prompts.map((prompt) => [prompt.practice.id, prompt.practice])).values(),
  ];
  return (
    <Page title="Prompts" permission="prompts.read" note="A change is heard on the next call">
      <QueryView
        query={query}
        loading="Loading prompts"
        isEmpty={(list) => list.items.length === 0}
        empty="No prompts yet."
      >
        {(list) => (
          <Stack gap={18} maw={860}>
            {practices(list.items).map((practice) => (
              <Stack key={practice.id} component="section" gap={10} aria-label={practice.name}>
                <Title order={2}>{practice.name}</Title>
                {list.items
                  .filter((prompt) => prompt.practice.id === practice.id)
                  .map((prompt) => (
                    <PromptCard key={prompt.kind} prompt={prompt} />
                  ))}
              </Stack>
            ))}
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function PromptCard({ prompt }: { prompt: Prompt }) {
  const mayEdit = useCan()("prompts.edit");
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? prompt.text ?? "";
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.PUT("/api/prompts/{practice}/{kind}", {
          params: { path: { practice: prompt.practice.id, kind: prompt.kind } },
          body: { text },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["prompts"] });
      setTyped(null);
      tell("Saved. It is heard on the next call.");
    },
  });
  const changed = typed !== null && typed !== (prompt.text ?? "");
  return (
    <div className="panel">
      <Textarea
        label={prompt.title ?? kindWords[prompt.kind] ?? sentence(prompt.kind)}
        description={prompt.seconds ? `${duration(prompt.seconds)} long` : undefined}
        autosize
        minRows={2}
        readOnly={!mayEdit}
        maxLength={2000}
        value={text}
        onChange={(event) => setTyped(event.currentTarget.value)}
        placeholder={prompt.text ? undefined : "A recording is played"}
      />
      {mayEdit && changed && (
        <Group mt={8} gap={8}>
          <Button size="xs" h={32} disabled={text.trim() === ""} loading={save.isPending} onClick={() => save.mutate()}>
            Save
          </Button>
          <Button size="xs" h={32} variant="default" onClick={() => setTyped(null)}>
            Undo
          </Button>
          {save.isError && (
            <Text role="alert" c="red.9">
              {wordsOf(save.error)}
            </Text>
          )}
        </Group>
      )}
    </div>
  );
}
