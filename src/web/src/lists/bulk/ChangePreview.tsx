import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { BulkField, BulkPreview } from "../../api/types";
import { wordsOf } from "../../foundation/api";
import { QueryView } from "../../foundation/QueryView";
import { ReasonInput } from "../../foundation/ReasonInput";
import { Step } from "../../foundation/Step";
import { people } from "../listWords";
import { BulkPeople } from "./BulkPeople";
import { changeWords, chosenWords, leftOutWords } from "./bulkWords";
import { previewQuery, start, type Wanted } from "./queries";
import { steps } from "./steps";

const shortestReason = 10;

interface ChangePreviewProps {
  wanted: Wanted;
  field: BulkField;
  onBack: () => void;
  onStarted: (change: string) => void;
}

/** The second step: what it would do, before it does, and why it is done. */
export function ChangePreview({ wanted, field, onBack, onStarted }: ChangePreviewProps) {
  const query = useQuery(previewQuery(wanted));
  const words = changeWords({ ...field, field: field.key, value: chosenWords(field, wanted.value) });
  return (
    <Step steps={steps} number={2} title="See what would change" note={words}>
      <QueryView query={query} loading="Looking at everybody">
        {(preview) => (
          <Stack gap={12}>
            <Figures preview={preview} />
            {preview.first.length > 0 && (
              <>
                <Some title="Would change" shown={preview.first.length} all={preview.change} />
                <BulkPeople label="Who would change" field={field.key} people={preview.first} withWhy={false} />
              </>
            )}
            {preview.firstLeftOut.length > 0 && (
              <>
                <Some title="Left out" shown={preview.firstLeftOut.length} all={preview.leftOut} />
                <BulkPeople label="Who is left out" field={field.key} people={preview.firstLeftOut} withWhy />
              </>
            )}
            <Confirm
              wanted={wanted}
              preview={preview}
              busy={query.isFetching}
              onAnew={() => void query.refetch()}
              onBack={onBack}
              onStarted={onStarted}
            />
          </Stack>
        )}
      </QueryView>
      {query.isError && !query.data && (
        <Group justify="flex-end">
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
        </Group>
      )}
    </Step>
  );
}

function Figures({ preview }: { preview: BulkPreview }) {
  const lines = [
    `${people(preview.change)} will change`,
    ...(preview.same > 0 ? [`${people(preview.same)} ${preview.same === 1 ? "is" : "are"} so already`] : []),
    ...(preview.leftOut > 0 ? [leftOutWords(preview.leftOut, preview.why)] : []),
  ];
  return (
    <Text role="status" fw={600}>
      {lines.join(". ")}.
    </Text>
  );
}

const Some = ({ title, shown, all }: { title: string; shown: number; all: number }) => (
  <Group gap={10} align="baseline">
    <Title order={3}>{title}</Title>
    {all > shown && (
      <Text c="dimmed">
        The first {shown} of {people(all)}.
      </Text>
    )}
  </Group>
);

interface ConfirmProps {
  wanted: Wanted;
  preview: BulkPreview;
  busy: boolean;
  onAnew: () => void;
  onBack: () => void;
  onStarted: (change: string) => void;
}

function Confirm({ wanted, preview, busy, onAnew, onBack, onStarted }: ConfirmProps) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState("");
  const starting = useMutation({
    mutationFn: () => start(wanted, reason.trim(), preview.seen),
    onSuccess: (change) => {
      void queryClient.invalidateQueries({ queryKey: ["bulkChanges"] });
      onStarted(change.id);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    starting.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        <ReasonInput
          label="Why"
          least={shortestReason}
          note="It stands in the audit trail of each person, with your name."
          value={reason}
          onChange={setReason}
        />
        {starting.isError && (
          <Group role="alert" gap={10}>
            <Text c="red.9">{wordsOf(starting.error)}</Text>
            <Button
              variant="default"
              size="xs"
              h={32}
              loading={busy}
              onClick={() => {
                starting.reset();
                onAnew();
              }}
            >
              Look again
            </Button>
          </Group>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
          <Button
            type="submit"
            disabled={preview.change === 0 || reason.trim().length < shortestReason || busy}
            loading={starting.isPending}
          >
            Change {people(preview.change)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
