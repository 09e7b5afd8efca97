import { Radio, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { AppointmentRequest, RequestDetail, RequestState } from "../api/types";
import { useNow } from "../foundation/clock";
import { Dialog } from "../foundation/Dialog";
import { FormEnd } from "../foundation/FormEnd";
import { QueryView } from "../foundation/QueryView";
import { requestQuery, useMoveRequest } from "./queries";
import { RequestSteps } from "./RequestSteps";
import { stateWords, visitWords } from "./requestWords";

const elsewhere = "elsewhere";

interface MoveRequestProps {
  request: AppointmentRequest;
  /** Where it goes; null while nobody asks. */
  to: RequestState | null;
  onClose: () => void;
  also?: () => Promise<unknown>;
}

/** Takes a request a step on, or back, with what came of it; below it the steps so far. */
export function MoveRequest({ request, to, onClose, also }: MoveRequestProps) {
  return (
    <Dialog opened={to !== null} onClose={onClose} title={to ? `${stateWords(to)}: ${request.patient.name}` : ""}>
      {to && <Steps request={request} to={to} onClose={onClose} also={also} />}
    </Dialog>
  );
}

function Steps(props: MoveRequestProps & { to: RequestState }) {
  return (
    <QueryView query={useQuery(requestQuery(props.request.id))} loading="Loading the request">
      {(detail) => <StepForm {...props} detail={detail} />}
    </QueryView>
  );
}

function StepForm({ to, detail, onClose, also }: MoveRequestProps & { to: RequestState; detail: RequestDetail }) {
  const now = useNow();
  const { request, visits, steps } = detail;
  const [note, setNote] = useState("");
  const [visit, setVisit] = useState(visits.find((each) => each.meant)?.id ?? (visits.length > 0 ? "" : elsewhere));
  const move = useMoveRequest(request, also);
  const booked = to === "booked";
  const needsNote = booked && visit === elsewhere;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const appointment = booked && visit !== elsewhere ? visit : undefined;
    move.mutate({ state: to, note: note.trim() || undefined, appointment }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={10}>
        {booked && (
          <Radio.Group label="Which appointment" value={visit} onChange={setVisit}>
            <Stack gap={4} mt={4}>
              {visits.map((each) => (
                <Radio
                  key={each.id}
                  value={each.id}
                  label={visitWords(each, now)}
                  description={each.meant ? "Booked since the request came" : undefined}
                />
              ))}
              <Radio value={elsewhere} label="Not among these: the note says when and with whom" />
            </Stack>
          </Radio.Group>
        )}
        <TextInput
          label="Note"
          data-autofocus
          required={needsNote}
          maxLength={300}
          autoComplete="off"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {steps.length > 0 && (
          <>
            <Text c="dimmed">So far</Text>
            <RequestSteps steps={steps} />
          </>
        )}
        <FormEnd
          doing={move}
          words={stateWords(to)}
          disabled={(booked && !visit) || (needsNote && !note.trim())}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
