import { Checkbox, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Dialog } from "../foundation/Dialog";
import { FormEnd } from "../foundation/FormEnd";
import { ReasonInput } from "../foundation/ReasonInput";
import { exportsQuery, startExport } from "./queries";

interface StartExportProps {
  practice: { id: string; name: string };
  /** How many recordings and voicemails it has. */
  recordings: number;
  opened: boolean;
  onClose: () => void;
}

/** Asks what for, and whether sound is to be in it. */
export function StartExport(props: StartExportProps) {
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={`Export everything ${props.practice.name} owns`}>
      <StartForm {...props} />
    </Dialog>
  );
}

const least = 10;

function StartForm({ practice, recordings, onClose }: StartExportProps) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState("");
  const [withRecordings, setWithRecordings] = useState(false);
  const start = useMutation({
    mutationFn: () => startExport(practice.id, reason.trim(), withRecordings),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: exportsQuery(practice.id).queryKey });
      onClose();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    start.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={10}>
        <ReasonInput label="What is it for?" least={least} first value={reason} onChange={setReason} />
        <Checkbox
          label={`With recordings and voicemails as sound (${recordings.toLocaleString("en-US")})`}
          description="Makes the file much larger: about 2 MB a minute."
          checked={withRecordings}
          onChange={(event) => setWithRecordings(event.currentTarget.checked)}
        />
        <Text c="dimmed">
          Your name, the time and this reason are kept in the audit trail, and so is each download. The file holds all
          patients of the practice, unprotected: keep it where the practice's data may lie.
        </Text>
        <FormEnd doing={start} words="Export everything" disabled={reason.trim().length < least} onCancel={onClose} />
      </Stack>
    </form>
  );
}
