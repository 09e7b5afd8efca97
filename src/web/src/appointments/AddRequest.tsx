import { Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { RequestSource } from "../api/types";
import { organisationsQuery } from "../contacts/queries";
import { fieldWords } from "../foundation/api";
import { DateField } from "../foundation/DateField";
import { Dialog } from "../foundation/Dialog";
import { FormEnd } from "../foundation/FormEnd";
import { PatientPicker } from "../patients/PatientPicker";
import { directoryQuery } from "../practices/queries";
import { useAddRequest } from "./queries";
import { requestSources } from "./requestWords";

interface AddRequestProps {
  practice: string;
  /** For whom; picked in the dialog where it is nobody yet. */
  patient?: { patientId: string; name: string };
  /** The referral partner that asks. */
  sender?: string;
  opened: boolean;
  onClose: () => void;
  also?: () => Promise<unknown>;
}

/** Writes down that somebody asks for an appointment. */
export function AddRequest(props: AddRequestProps) {
  const title = props.patient ? `Add a request for ${props.patient.name}` : "Add a request";
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={title}>
      <RequestForm {...props} />
    </Dialog>
  );
}

interface Wanted {
  sender: string | null;
  source: RequestSource | null;
  visitType: string | null;
  provider: string | null;
  on?: string;
  note: string;
}

// Noon of the day that was named, so that it is the same day in every zone of ours; today is now.
const received = (on: string | undefined) => {
  const noon = on && new Date(`${on}T12:00:00`);
  return noon && noon.getTime() < Date.now() ? noon.toISOString() : undefined;
};

function RequestForm({ practice, patient, sender, onClose, also }: AddRequestProps) {
  const [person, setPerson] = useState(patient ?? null);
  const [wanted, setWanted] = useState<Wanted>({
    sender: sender ?? null,
    source: sender ? "referral" : null,
    visitType: null,
    provider: null,
    note: "",
  });
  const organisations = useQuery(organisationsQuery(practice)).data?.items ?? [];
  const directory = useQuery(directoryQuery(practice)).data;
  const partners = organisations.filter((each) => each.kind === "referralPartner" && !each.retired);
  const add = useAddRequest(also);
  const wrong = fieldWords(add.error);
  const set = (patch: Partial<Wanted>) => setWanted({ ...wanted, ...patch });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { on, note, source, sender: asks, ...rest } = wanted;
    if (!person || !source) return;
    const body = {
      ...rest,
      // One that is out of use by now asks for nothing.
      sender: partners.some((each) => each.id === asks) ? asks : null,
      source,
      patient: person.patientId,
      receivedAt: received(on),
      note: note.trim() || undefined,
    };
    add.mutate(body, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={10}>
        {!patient && <PatientPicker label="Patient" matches={[]} value={person} onChange={setPerson} />}
        <Select
          label="Who asks"
          description="The patient, where it is nobody of these"
          clearable
          data={named(partners)}
          value={partners.some((each) => each.id === wanted.sender) ? wanted.sender : null}
          error={wrong.sender}
          onChange={(value) => set({ sender: value })}
        />
        <Select
          label="How it came"
          required
          allowDeselect={false}
          data={requestSources}
          value={wanted.source}
          onChange={(value) => set({ source: value })}
        />
        <Select
          label="What for"
          clearable
          data={named(inUse(directory?.visitTypes))}
          value={wanted.visitType}
          error={wrong.visitType}
          onChange={(value) => set({ visitType: value })}
        />
        <Select
          label="With whom"
          clearable
          data={named(inUse(directory?.providers))}
          value={wanted.provider}
          error={wrong.provider}
          onChange={(value) => set({ provider: value })}
        />
        <DateField label="Received" value={wanted.on} onChange={(on) => set({ on })} />
        <TextInput
          label="Note"
          maxLength={300}
          autoComplete="off"
          value={wanted.note}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
        <FormEnd doing={add} words="Add" disabled={!person || !wanted.source} onCancel={onClose} />
      </Stack>
    </form>
  );
}

const named = (rows: { id: string; name: string }[]) => rows.map(({ id, name }) => ({ value: id, label: name }));

const inUse = <Row extends { retired: boolean }>(rows: Row[] | undefined) => (rows ?? []).filter((row) => !row.retired);
