import { Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { Notice, NoticeOutcome } from "../../api/types";
import { Dialog } from "../../foundation/Dialog";
import { FormEnd } from "../../foundation/FormEnd";
import { phoneNumber } from "../../foundation/formats";
import { tell as notify } from "../../foundation/notify";
import { tellOutcome } from "./queries";

export interface Telling {
  notice: Notice;
  outcome: NoticeOutcome;
}

const titles: { [outcome in NoticeOutcome]: string } = { told: "Told", couldNot: "Could not be told" };

/** Says what came of telling; why, where they could not be told. */
export function OutcomeDialog({ telling, onClose }: { telling: Telling | null; onClose: () => void }) {
  return (
    <Dialog opened={telling !== null} onClose={onClose} title={telling ? titles[telling.outcome] : ""}>
      {telling && <Form key={telling.notice.id} {...telling} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ notice, outcome, onClose }: Telling & { onClose: () => void }) {
  const queryClient = useQueryClient();
  const [note, setNote] = useState("");
  const failed = outcome === "couldNot";
  const say = useMutation({
    mutationFn: () => tellOutcome(notice.id, outcome, note.trim()),
    onSuccess: () => {
      notify(titles[outcome]);
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["notices"] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    say.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={10}>
        <Text>
          {notice.patient}, {notice.way === "call" ? phoneNumber(notice.to) : notice.to}
        </Text>
        <Textarea
          label={failed ? "Why not" : "Note"}
          description={failed ? "Such as nobody answers, or the letter came back" : "Where there is something to say"}
          data-autofocus
          required={failed}
          autosize
          minRows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <FormEnd doing={say} words={titles[outcome]} disabled={failed && !note.trim()} onCancel={onClose} />
      </Stack>
    </form>
  );
}
