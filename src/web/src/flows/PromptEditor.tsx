import { Button, FileButton, Group, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import type { Prompt } from "../api/types";
import { ConfirmWords } from "./ConfirmWords";
import { ListenButton } from "./ListenButton";
import { always, type PromptTarget, type Schedule, saveSound, saveText, speak } from "./promptApi";
import { RecordButton } from "./RecordButton";
import { ScheduleFields } from "./ScheduleFields";
import { useSaving } from "./useSaving";

interface PromptEditorProps {
  prompt: Prompt;
  target: PromptTarget;
  label: string;
  onDone: () => void;
}

/** The most characters that a prompt may have. */
const longest = 2_000;

/** Writes a new version: a text, a WAV file or one's own voice, from now on or for a time. */
export function PromptEditor({ prompt, target, label, onDone }: PromptEditorProps) {
  const [text, setText] = useState(prompt.inForce.hasAudio ? "" : prompt.inForce.text);
  const [sound, setSound] = useState<File | null>(null);
  const [schedule, setSchedule] = useState<Schedule | null>(null);
  const when = schedule ?? always;
  const tooLong = text.length > longest;
  const saving = useSaving(
    (confirm) => (sound ? saveSound(target, sound, when, confirm) : saveText(target, text, when, confirm)),
    onDone,
  );
  return (
    <Stack gap={10}>
      {sound ? (
        <Text>
          The recording {sound.name} will be played. It is converted to what the telephone plays; what was changed is
          said here afterwards.
        </Text>
      ) : (
        <Textarea
          label={`Words to be spoken: ${label}`}
          autosize
          minRows={2}
          description={
            text.length > longest * 0.9 &&
            `${text.length.toLocaleString("en-US")} of ${longest.toLocaleString("en-US")} characters`
          }
          data-autofocus
          value={text}
          error={saving.wrong.text ?? (tooLong && "Too long to be spoken: shorten it")}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <Group gap={8}>
        {sound ? (
          <>
            <ListenButton words="Listen first" label={label} fetchSound={async () => sound} />
            <Button size="xs" h={32} variant="default" onClick={() => setSound(null)}>
              Write a text instead
            </Button>
          </>
        ) : (
          <>
            <ListenButton
              words="Listen first"
              label={label}
              disabled={text.trim() === "" || tooLong}
              fetchSound={() => speak(text)}
            />
            <FileButton accept="audio/wav,.wav" onChange={setSound}>
              {(props) => (
                <Button {...props} size="xs" h={32} variant="default" aria-label={`Use a WAV file: ${label}`}>
                  Use a WAV file
                </Button>
              )}
            </FileButton>
            <RecordButton label={label} onRecorded={setSound} />
          </>
        )}
      </Group>
      <ScheduleFields value={schedule} zone={prompt.timeZone} wrong={saving.wrong} onChange={setSchedule} />
      {saving.failure && (
        <Text role="alert" c="red.9">
          {saving.failure}
        </Text>
      )}
      <Group gap={8}>
        <Button disabled={!sound && (text.trim() === "" || tooLong)} loading={saving.pending} onClick={saving.save}>
          Save
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </Group>
      <ConfirmWords why={saving.why} pending={saving.pending} onConfirm={saving.confirm} onClose={saving.forget} />
    </Stack>
  );
}
