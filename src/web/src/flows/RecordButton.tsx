import { Button, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { recordVoice, type VoiceRecording } from "./recordVoice";

interface RecordButtonProps {
  label: string;
  onRecorded: (sound: File) => void;
}

/** Records the microphone from one press to the next. */
export function RecordButton({ label, onRecorded }: RecordButtonProps) {
  const [running, setRunning] = useState<VoiceRecording | null>(null);
  const press = useMutation({
    mutationFn: async () => {
      if (!running) return setRunning(await recordVoice());
      setRunning(null);
      onRecorded(new File([await running.stop()], "from the microphone", { type: "audio/wav" }));
    },
  });
  return (
    <>
      <Button
        size="xs"
        h={32}
        variant={running ? "filled" : "default"}
        color={running ? "red.9" : undefined}
        loading={press.isPending}
        aria-label={`${running ? "Stop recording" : "Record by microphone"}: ${label}`}
        onClick={() => press.mutate()}
      >
        {running ? "Stop recording" : "Record by microphone"}
      </Button>
      {press.isError && (
        <Text role="alert" c="red.9">
          The microphone cannot be used. Allow it for this page, or use a WAV file.
        </Text>
      )}
    </>
  );
}
