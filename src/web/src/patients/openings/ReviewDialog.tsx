import { Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { Opening } from "../../api/types";
import { Dialog } from "../../foundation/Dialog";
import { FormEnd } from "../../foundation/FormEnd";
import { tell } from "../../foundation/notify";
import { reasonWords } from "./openingWords";
import { reviewOpening } from "./queries";

interface ReviewDialogProps {
  opening: Opening | null;
  onClose: () => void;
}

/** Says that an opening was looked at, with a note or without. */
export function ReviewDialog({ opening, onClose }: ReviewDialogProps) {
  return (
    <Dialog opened={opening !== null} onClose={onClose} title="Review this opening">
      {opening && <Form key={opening.id} opening={opening} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ opening, onClose }: { opening: Opening; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [note, setNote] = useState("");
  const review = useMutation({
    mutationFn: () => reviewOpening(opening.id, note.trim()),
    onSuccess: () => {
      tell("Reviewed");
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["openings"] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    review.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={10}>
        <Text>
          {opening.by} opened the record of {opening.patient}. {reasonWords(opening)}
          {opening.text && `: ${opening.text}`}
        </Text>
        <Textarea
          label="Note"
          description="What you found, where there is something to say"
          data-autofocus
          autosize
          minRows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <FormEnd doing={review} words="Reviewed" onCancel={onClose} />
      </Stack>
    </form>
  );
}
