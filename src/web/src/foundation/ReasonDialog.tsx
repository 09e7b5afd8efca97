import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Dialog } from "./Dialog";
import { FormEnd } from "./FormEnd";
import { ReasonInput } from "./ReasonInput";

interface ReasonDialogProps {
  title: string;
  label: string;
  /** What is recorded about it, or what happens next. */
  note?: string;
  confirmWords: string;
  /** Fewest characters that say something. */
  least?: number;
  suggestions?: readonly string[];
  opened: boolean;
  onClose: () => void;
  /** The dialog stays, with what was typed, when this fails. */
  onConfirm: (reason: string) => Promise<unknown>;
}

/** Asks for a reason in words before something is done; empty reasons are not accepted. */
export function ReasonDialog(props: ReasonDialogProps) {
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={props.title}>
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm({ label, note, confirmWords, least = 1, suggestions = [], onClose, onConfirm }: ReasonDialogProps) {
  const [reason, setReason] = useState("");
  const confirm = useMutation({ mutationFn: () => onConfirm(reason.trim()), onSuccess: onClose });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={10}>
        {suggestions.length > 0 && (
          <Group gap={6}>
            {suggestions.map((suggestion) => (
              <Button key={suggestion} variant="default" size="xs" h={32} onClick={() => setReason(suggestion)}>
                {suggestion}
              </Button>
            ))}
          </Group>
        )}
        <ReasonInput label={label} least={least} first value={reason} onChange={setReason} />
        {note && <Text c="dimmed">{note}</Text>}
        <FormEnd doing={confirm} words={confirmWords} disabled={reason.trim().length < least} onCancel={onClose} />
      </Stack>
    </form>
  );
}
