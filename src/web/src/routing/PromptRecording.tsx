import { Button, FileButton, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Prompt } from "../api/types";
import { ApiError, toApiError, wordsOf } from "../foundation/api";
import { tell } from "../foundation/notify";

async function upload(prompt: Prompt, file: File) {
  let response: Response;
  try {
    response = await fetch(`/api/prompts/${prompt.practiceId}/${prompt.kind}/audio`, {
      method: "PUT",
      headers: { "Content-Type": "audio/wav", "X-Kindline": "1" },
      body: file,
    });
  } catch {
    throw new ApiError(0, "The server cannot be reached");
  }
  if (!response.ok) throw toApiError(response.status, await response.json().catch(() => null), response.headers);
}

/** Takes a WAV file that callers hear instead of the spoken text. */
export function PromptRecording({ prompt, label }: { prompt: Prompt; label: string }) {
  const queryClient = useQueryClient();
  const send = useMutation({
    mutationFn: (file: File) => upload(prompt, file),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["prompts"] });
      tell("The recording is heard on the next call.");
    },
  });
  return (
    <>
      <FileButton accept="audio/wav,.wav" onChange={(file) => file && send.mutate(file)}>
        {(props) => (
          <Button
            {...props}
            size="xs"
            h={32}
            variant="default"
            loading={send.isPending}
            aria-label={`${prompt.hasAudio ? "Replace the recording" : "Use a recording"}: ${label}`}
          >
            {prompt.hasAudio ? "Replace the recording" : "Use a recording"}
          </Button>
        )}
      </FileButton>
      {send.isError && (
        <Text role="alert" c="red.9">
          {wordsOf(send.error)}
        </Text>
      )}
    </>
  );
}
