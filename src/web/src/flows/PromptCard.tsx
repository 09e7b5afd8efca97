import { Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Prompt, PromptVersion } from "../api/types";
import { useNow } from "../foundation/clock";
import { dayTime, sentence, zoneWords } from "../foundation/formats";
import { tell, tellFailure } from "../foundation/notify";
import { useCan } from "../identity/session";
import { ListenButton } from "./ListenButton";
import { PromptEditor } from "./PromptEditor";
import { canWithdraw, PromptVersions, Withdraw } from "./PromptVersions";
import { inherit, type PromptTarget, soundOf } from "./promptApi";
import { promptWords } from "./promptWords";
import { savedWords, scheduleWords, soundWords } from "./versionWords";

/** What callers hear at one place of the flow: now, next, and before. */
export function PromptCard({ prompt }: { prompt: Prompt }) {
  const [open, setOpen] = useState<"editor" | "versions" | null>(null);
  const mayEdit = useCan()("prompts.edit");
  const label = promptWords[prompt.kind] ?? sentence(prompt.kind);
  const target: PromptTarget = { practice: prompt.practiceId, kind: prompt.kind, line: prompt.line ?? null };
  const toggle = (part: "editor" | "versions") => setOpen(open === part ? null : part);
  return (
    <article className="panel" aria-label={label}>
      <Stack gap={8}>
        <Group gap={10}>
          <Title order={2}>{label}</Title>
          <Origin prompt={prompt} />
        </Group>
        <InForce prompt={prompt} />
        {prompt.scheduled.filter(canWithdraw).map((version) => (
          <Planned
            key={`${version.line} ${version.version}`}
            prompt={prompt}
            target={{ ...target, line: version.line ?? null }}
            version={version}
            label={label}
          />
        ))}
        <Group gap={8}>
          <ListenButton label={label} fetchSound={() => soundOf(target, prompt.inForce)} />
          {mayEdit && (
            <Button
              size="xs"
              h={32}
              variant="default"
              aria-expanded={open === "editor"}
              aria-label={`Change: ${label}`}
              onClick={() => toggle("editor")}
            >
              Change
            </Button>
          )}
          <Button
            size="xs"
            h={32}
            variant="default"
            aria-expanded={open === "versions"}
            aria-label={`Versions, ${prompt.versions}: ${label}`}
            onClick={() => toggle("versions")}
          >
            Versions ({prompt.versions})
          </Button>
          {mayEdit && prompt.inForce.line && <Inherit target={target} label={label} />}
        </Group>
        {open === "editor" && (
          <PromptEditor prompt={prompt} target={target} label={label} onDone={() => setOpen(null)} />
        )}
        {open === "versions" && <PromptVersions target={target} zone={prompt.timeZone} label={label} />}
      </Stack>
    </article>
  );
}

function Origin({ prompt }: { prompt: Prompt }) {
  if (!prompt.line) return null;
  const words = prompt.inForce.line ? "This line's own" : "As on all lines";
  return (
    <Badge variant="outline" color={prompt.inForce.line ? "blue.9" : "gray.7"} tt="none">
      {words}
    </Badge>
  );
}

function InForce({ prompt }: { prompt: Prompt }) {
  const now = useNow();
  const { inForce, next, timeZone } = prompt;
  return (
    <div>
      <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        <b>Now: </b>
        {soundWords(inForce)}
      </Text>
      <Text c="dimmed">
        {[savedWords(inForce, now), scheduleWords(inForce, now, timeZone)].filter(Boolean).join(", ")}
      </Text>
      {next && (
        <Text mt={4}>
          <b>
            Next, {dayTime(next.at, now, timeZone)} {zoneWords(timeZone)}:{" "}
          </b>
          {soundWords(next.version)}
        </Text>
      )}
    </div>
  );
}

interface PlannedProps {
  prompt: Prompt;
  target: PromptTarget;
  version: PromptVersion;
  label: string;
}

/** A version that waits for its time or ends by itself, with the way to take it back. */
function Planned({ prompt, target, version, label }: PlannedProps) {
  const now = useNow();
  const mayEdit = useCan()("prompts.edit");
  const called = `version ${version.version}, ${label}`;
  return (
    <Group gap={8} justify="space-between" px={10} py={6} bg="gray.1" style={{ borderRadius: 6 }}>
      <Text flex="1 1 260px">
        <b>{version.state === "inForce" ? "Heard now" : "Planned"}, </b>
        {scheduleWords(version, now, prompt.timeZone)}
        {version.line || !prompt.line ? "" : ", on all lines"}
      </Text>
      {mayEdit && <Withdraw target={target} number={version.version ?? 0} called={called} />}
    </Group>
  );
}

function Inherit({ target, label }: { target: PromptTarget; label: string }) {
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => inherit(target),
    onSuccess: () => tell("This line hears again what all lines hear."),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["prompts"] }),
  });
  return (
    <Button
      size="xs"
      h={32}
      variant="default"
      loading={isPending}
      aria-label={`As on all lines: ${label}`}
      onClick={() => mutate()}
    >
      As on all lines
    </Button>
  );
}
