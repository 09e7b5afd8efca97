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
import { PromptRecording } from "./PromptRecording";
import { promptWords } from "./promptWords";
import { promptsQuery } from "./queries";

/** What callers hear, by practice: a text that is spoken, or a recording. */
export function Prompts() {
  const query = useQuery(promptsQuery);
  const practices = (prompts: Prompt[]) => [...new Map(prompts.map((prompt) => [prompt.practiceId, prompt.practice]))];
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
            {practices(list.items).map(([id, practice]) => (
              <Stack key={id} component="section" gap={10} aria-label={practice}>
                <Title order={2}>{practice}</Title>
                {list.items
                  .filter((prompt) => prompt.practiceId === id)
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

const audioWords = (prompt: Prompt) =>
  `A recording of ${duration(prompt.seconds)} is played. Saving a text here replaces it.`;

function PromptCard({ prompt }: { prompt: Prompt }) {
  const mayEdit = useCan()("prompts.edit");
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? prompt.text;
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.PUT("/api/prompts/{practice}/{kind}", {
          params: { path: { practice: prompt.practiceId, kind: prompt.kind } },
          body: { text },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["prompts"] });
      setTyped(null);
      tell("Saved. It is heard on the next call.");
    },
  });
  const label = promptWords[prompt.kind] ?? sentence(prompt.kind);
  const changed = typed !== null && typed !== prompt.text;
  return (
    <div className="panel">
      <Textarea
        label={label}
        description={prompt.hasAudio ? audioWords(prompt) : undefined}
        autosize
        minRows={1}
        readOnly={!mayEdit}
        maxLength={2000}
        value={text}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {mayEdit && (
        <Group mt={8} gap={8}>
          {changed ? (
            <>
              <Button
                size="xs"
                h={32}
                disabled={text.trim() === ""}
                loading={save.isPending}
                onClick={() => save.mutate()}
              >
                Save
              </Button>
              <Button size="xs" h={32} variant="default" onClick={() => setTyped(null)}>
                Undo
              </Button>
            </>
          ) : (
            <PromptRecording prompt={prompt} label={label} />
          )}
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
