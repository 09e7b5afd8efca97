import { Group, Kbd, SegmentedControl, Stack, Text } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import { useCan } from "../identity/session";
import { DownloadRecording } from "./DownloadRecording";

interface PlayerProps {
  interactionId: string;
  kind: "call" | "voicemail";
  label: string;
}

const speeds = ["0.75", "1", "1.25", "1.5", "2"];

/** Plays a recording in place. Nothing is fetched before Play, because listening is written to the audit trail. */
export function Player({ interactionId, kind, label }: PlayerProps) {
  const audio = useRef<HTMLAudioElement>(null);
  const [speed, setSpeed] = useState("1");
  const [failed, setFailed] = useState(false);
  const mayDownload = useCan()("recordings.download");

  const play = (rate: string) => {
    setSpeed(rate);
    if (audio.current) audio.current.playbackRate = Number(rate);
  };
  const onKey = (event: KeyboardEvent) => {
    const player = audio.current;
    if (!player || event.altKey || event.ctrlKey || event.metaKey) return;
    const actions: { [key: string]: () => unknown } = {
      " ": () => (player.paused ? player.play().catch(() => setFailed(true)) : player.pause()),
      j: () => (player.currentTime = Math.max(0, player.currentTime - 5)),
      l: () => (player.currentTime += 5),
      "[": () => play(speeds[Math.max(0, speeds.indexOf(speed) - 1)] ?? speed),
      "]": () => play(speeds[speeds.indexOf(speed) + 1] ?? speed),
    };
    const action = actions[event.key.toLowerCase()];
    if (!action || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    action();
  };

  return (
    <Stack gap={6}>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the player's own keys need a place to be pressed
        tabIndex={0}
        aria-label={`${label}. Space plays, J and L move 5 seconds, brackets change the speed`}
        onKeyDown={onKey}
      >
        {/* biome-ignore lint/a11y/useMediaCaption: telephone calls have no captions */}
        <audio
          ref={audio}
          controls
          controlsList="nodownload"
          preload="none"
          style={{ width: "100%", height: 40, display: "block" }}
          src={`/api/interactions/${encodeURIComponent(interactionId)}/recording?kind=${kind}`}
          onError={() => setFailed(true)}
          onPlay={(event) => {
            event.currentTarget.playbackRate = Number(speed);
            setFailed(false);
          }}
        />
      </section>
      {failed && (
        <Text role="alert" c="red.9">
          The recording cannot be played now. It is ready two seconds after the call has ended.
        </Text>
      )}
      <Group justify="space-between" gap="xs" className="noPrint">
        <Group gap={6}>
          <SegmentedControl
            size="xs"
            data={speeds.map((value) => ({ value, label: `${value}×` }))}
            value={speed}
            onChange={play}
            aria-label="Speed"
          />
          <Text size="xs" c="dimmed">
            <Kbd size="xs">Space</Kbd> <Kbd size="xs">J</Kbd> <Kbd size="xs">L</Kbd>
          </Text>
        </Group>
        {mayDownload && <DownloadRecording interactionId={interactionId} kind={kind} />}
      </Group>
    </Stack>
  );
}
