import { Group, Textarea, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useLayoutEffect, useRef } from "react";
import type { AgentMe, CurrentCall, InteractionDetail } from "../../api/types";
import { useDraft } from "../../dispositions/drafts";
import { useKeys } from "../../foundation/useKeys";
import { useDeskView } from "../deskView";
import { peopleOf, rowsFor } from "../person/people";
import { deskCallQuery } from "../queries";
import { CallDetails } from "./CallDetails";
import { DispositionChips } from "./DispositionChips";
import { FollowUpButton } from "./FollowUpButton";
import { NextChoice } from "./NextChoice";
import { Resolved } from "./Resolved";
import { SaveAndNext } from "./SaveAndNext";
import { Script } from "./Script";
import { WrapUpTimer } from "./WrapUpTimer";

interface WrapUpProps {
  agent: AgentMe;
  call: CurrentCall;
  detail: InteractionDetail;
}

/** One wrap-up on the desk. A disposition takes two presses from anywhere: Alt and its digit, then Ctrl+Enter. */
export function WrapUp({ agent, call, detail }: WrapUpProps) {
  const { draft, fields } = useDraft(detail);
  const { person } = useDeskView();
  const notes = useRef<HTMLTextAreaElement>(null);
  const deskCall = useQuery(deskCallQuery(call.id)).data;
  const people = deskCall ? peopleOf(deskCall) : [];
  const index = Math.min(person, Math.max(0, fields.subjects.length - 1));
  useKeys({ notes: () => notes.current?.focus() });

  // Before anything is painted: a key pressed for the person who is shown must not meet the row of the one before.
  useLayoutEffect(() => {
    if (!deskCall) return;
    const before = draft.snapshot().fields.subjects;
    const after = rowsFor(deskCall, before);
    const ids = (rows: typeof before) => rows.map((row) => row.patientId ?? "").join();
    if (ids(before) !== ids(after)) draft.change({ subjects: after });
  }, [deskCall, draft]);

  const dispose = (disposition: string | null) =>
    draft.change({ subjects: fields.subjects.map((row, at) => (at === index ? { ...row, disposition } : row)) });
  return (
    <>
      <Group justify="space-between" wrap="nowrap" className="wrapHead">
        <Title order={2}>Wrap-up</Title>
        <WrapUpTimer agent={agent} call={call} />
      </Group>
      <Script call={call} agentName={agent.name} own={deskCall?.script} />
      <Textarea
        ref={notes}
        label="Notes"
        className="wrapNotes"
        maxLength={8000}
        value={fields.notes}
        onChange={(event) => draft.change({ notes: event.currentTarget.value })}
      />
      <DispositionChips
        practice={call.practice.id}
        tree={call.direction}
        about={people.length > 1 ? (people[index]?.name ?? null) : null}
        value={fields.subjects[index]?.disposition ?? null}
        onChange={dispose}
      />
      <CallDetails fields={fields} onChange={(patch) => draft.change(patch)} />
      <Group gap={6} wrap="nowrap" className="wrapRow">
        <Resolved value={fields.resolved} onChange={(resolved) => draft.change({ resolved })} />
        <FollowUpButton value={fields.followUp} onChange={(followUp) => draft.change({ followUp })} />
      </Group>
      <Group gap={6} wrap="nowrap" className="wrapSave">
        <NextChoice agent={agent} />
        <SaveAndNext agent={agent} call={call} draft={draft} />
      </Group>
    </>
  );
}
