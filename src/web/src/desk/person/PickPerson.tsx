import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useLayoutEffect, useRef, useState } from "react";
import type { DeskCall } from "../../api/types";
import { useChords } from "../../foundation/ownKeys";
import { Candidates } from "./Candidates";
import { PersonSearch } from "./PersonSearch";
import { ProspectForm } from "./ProspectForm";

interface PickPersonProps {
  call: DeskCall;
  another: boolean;
  /** Whether the agent asked for this choice, so that the keys 1 to 9 are for it at once. */
  comes: boolean;
  mayReturn: boolean;
  onPick: (patientId: string) => void;
  onDone: () => void;
}

/** Who is this about: those known by the number, a search, or somebody new. */
export function PickPerson({ call, another, comes, mayReturn, onPick, onDone }: PickPersonProps) {
  const chords = useChords();
  const [creating, setCreating] = useState(false);
  const taken = new Set(call.subjects.map((subject) => subject.patientId));
  const candidates = call.candidates.filter((candidate) => !taken.has(candidate.patientId));
  const choice = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the choice comes
  useLayoutEffect(() => {
    if (comes) choice.current?.querySelector<HTMLElement>("button, input")?.focus();
  }, []);
  return (
    <Stack gap={8} ref={choice}>
      <div>
        <Title order={2} fz={20}>
          {another ? "Who else?" : candidates.length > 0 ? "Which of them?" : "Who calls?"}
        </Title>
        <Text c="dimmed" size="xs">
          {candidates.length > 0
            ? `Known by this number, not verified. ${chords.verify}, then 1 to 9.`
            : "Nobody else is known by this number."}
        </Text>
      </div>
      {creating ? (
        <ProspectForm
          callId={call.id}
          phone={call.from}
          onDone={() => {
            setCreating(false);
            onDone();
          }}
        />
      ) : (
        <>
          <Candidates candidates={candidates} onPick={onPick} />
          <PersonSearch practice={call.practice.id} onPick={onPick} />
          <Group gap={6}>
            {!another && (
              <Button variant="default" onClick={() => setCreating(true)}>
                New person
              </Button>
            )}
            {mayReturn && (
              <Button variant="subtle" onClick={onDone}>
                Back
              </Button>
            )}
          </Group>
        </>
      )}
    </Stack>
  );
}
