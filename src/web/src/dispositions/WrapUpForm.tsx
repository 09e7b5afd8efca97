import {
  Autocomplete,
  Button,
  Group,
  Input,
  Kbd,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  Title,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef } from "react";
import type { CallerType, InteractionDetail, WrapUp } from "../api/types";
import { useChords } from "../foundation/ownKeys";
import { useKeys } from "../foundation/useKeys";
import { callerTypes } from "../interactions/words";
import { dropDraft, useDraft } from "./drafts";
import { dispositionsQuery, distinct } from "./queries";
import { SaveWords } from "./SaveWords";
import { SubjectRows } from "./SubjectRows";

interface WrapUpFormProps {
  call: InteractionDetail;
  title: string;
  /** The agent's choice of what comes after, when the form stands on the desk. */
  after?: ReactNode;
  then?: Pick<WrapUp, "nextState" | "nextReason">;
  submitWords: string;
  /** Why it cannot be ended yet, while the call still runs. */
  notYet?: string;
  onDone?: () => void;
}

// What was once said can be changed, not taken back.
const resolvedChoices = (said: boolean) => [
  { value: "", label: "Not said", disabled: said },
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];

/** What the contact was about. Usable while talking; every change is saved within two seconds. */
export function WrapUpForm({ call, title, after, then = {}, submitWords, notYet, onDone }: WrapUpFormProps) {
  const { draft, fields, save } = useDraft(call);
  const rows = useQuery(dispositionsQuery).data ?? [];
  const queryClient = useQueryClient();
  const chords = useChords();
  const notes = useRef<HTMLTextAreaElement>(null);
  const finish = useMutation({
    mutationFn: () => draft.finish(then),
    onSuccess: () => {
      dropDraft(call.id);
      void queryClient.invalidateQueries({ queryKey: ["calls"] });
      void queryClient.invalidateQueries({ queryKey: ["me"] });
      onDone?.();
    },
  });
  const submit = () => {
    if (!notYet && !finish.isPending) finish.mutate();
  };
  useKeys({ save: submit, notes: () => notes.current?.focus() });

  return (
    <Stack component="section" className="panel" gap={8} aria-label={title}>
      <Group justify="space-between" gap="xs">
        <Title order={2}>{title}</Title>
        <SaveWords save={save} />
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={8} verticalSpacing={6}>
        <Select
          label="Caller"
          placeholder="Who speaks"
          data={callerTypes}
          value={fields.callerType}
          onChange={(value) => draft.change({ callerType: value as CallerType | null })}
        />
        <Input.Wrapper label="Resolved" labelElement="div">
          <SegmentedControl
            fullWidth
            data={resolvedChoices(fields.resolved !== null)}
            aria-label="Resolved"
            value={fields.resolved === true ? "yes" : fields.resolved === false ? "no" : ""}
            onChange={(value) => draft.change({ resolved: value === "yes" })}
          />
        </Input.Wrapper>
        <Autocomplete
          label="Reason"
          data={distinct(rows, "reason")}
          value={fields.reason}
          onChange={(reason) => draft.change({ reason })}
          maxLength={120}
        />
        <Autocomplete
          label="Source"
          data={distinct(rows, "source")}
          value={fields.source}
          onChange={(source) => draft.change({ source })}
          maxLength={120}
        />
      </SimpleGrid>
      <SubjectRows
        subjects={fields.subjects}
        matches={call.matches}
        tree={call.direction}
        onChange={(subjects) => draft.change({ subjects })}
      />
      <Textarea
        ref={notes}
        label="Notes"
        autosize
        minRows={3}
        maxLength={8000}
        maxRows={10}
        value={fields.notes}
        onChange={(event) => draft.change({ notes: event.currentTarget.value })}
      />
      <Group justify="space-between" align="flex-end" gap="xs">
        {after ?? <span />}
        <Button
          h={40}
          px={12}
          loading={finish.isPending}
          disabled={Boolean(notYet)}
          onClick={submit}
          rightSection={<Kbd size="xs">{chords.save}</Kbd>}
        >
          {submitWords}
        </Button>
      </Group>
      {notYet && (
        <Text c="dimmed" size="xs" ta="right">
          {notYet}
        </Text>
      )}
    </Stack>
  );
}
