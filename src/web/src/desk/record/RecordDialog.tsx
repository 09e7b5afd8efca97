import { Checkbox, Group, NativeSelect, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { type ReactNode, type SubmitEvent, useState } from "react";
import type { RecordInput } from "../../api/types";
import { fieldWords } from "../../foundation/api";
import { ConfirmDialog } from "../../foundation/ConfirmDialog";
import { Dialog } from "../../foundation/Dialog";
import { FormEnd } from "../../foundation/FormEnd";
import { languageName, spokenLanguages } from "../../foundation/formats";
import { tell } from "../../foundation/notify";
import { useScope } from "../../identity/session";
import { states } from "../work/usStates";
import { CoverageRows } from "./CoverageRows";
import { OwnFields } from "./OwnFields";
import { PhoneRows } from "./PhoneRows";
import { ProxyRows } from "./ProxyRows";
import { ReferredBy } from "./ReferredBy";
import { inputOf } from "./recordInput";
import { type PersonOnFile, portalStates, statuses, wishes } from "./recordWords";
import { type Ground, useSaveRecord } from "./saving";

interface RecordDialogProps {
  person: PersonOnFile;
  ground: Ground;
  opened: boolean;
  onClose: () => void;
}

/** Changes what is on file; nothing is saved until all of it is right. */
export function RecordDialog({ opened, onClose, ...rest }: RecordDialogProps) {
  const [changed, mark] = useState(false);
  const [asking, ask] = useState(false);
  const leave = () => {
    mark(false);
    ask(false);
    onClose();
  };
  const close = () => (changed ? ask(true) : leave());
  return (
    <>
      <Dialog opened={opened} onClose={close} size={760} title="Change the record">
        {opened && <Form {...rest} onChanged={() => mark(true)} onCancel={close} onSaved={leave} />}
      </Dialog>
      <ConfirmDialog
        title="Leave without saving?"
        opened={asking}
        doing={nothing}
        keep="Go on typing"
        words="Leave it unsaved"
        onConfirm={leave}
        onClose={() => ask(false)}
      >
        What was changed in this record is not saved yet.
      </ConfirmDialog>
    </>
  );
}

const nothing = { isError: false, isPending: false, error: null };

interface FormProps extends Pick<RecordDialogProps, "person" | "ground"> {
  onChanged: () => void;
  onCancel: () => void;
  onSaved: () => void;
}

type TextField = {
  [Field in keyof RecordInput]-?: string extends NonNullable<RecordInput[Field]> ? Field : never;
}[keyof RecordInput];

function Form({ person, ground, onChanged, onCancel, onSaved }: FormProps) {
  const [record, setRecord] = useState(() => inputOf(person));
  const save = useSaveRecord(person.patientId, ground, person.vip);
  // What callers are known by is the practice's to change.
  const leads = useScope()("patients.edit") !== "own";
  const known = !leads && person.kind !== "prospect";
  const wrong = fieldWords(save.error);
  const change = (patch: Partial<RecordInput>) => {
    setRecord((before) => ({ ...before, ...patch }));
    onChanged();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(record, {
      onSuccess: () => {
        tell("The record is saved");
        onSaved();
      },
    });
  };
  const text = (field: TextField, label: string, maxLength: number, readOnly = false) => (
    <TextInput
      label={label}
      readOnly={readOnly}
      maxLength={maxLength}
      autoComplete="off"
      value={record[field] ?? ""}
      error={wrong[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={14}>
        {known && <Text c="dimmed">Name, date of birth and MRN are changed by the practice or a supervisor.</Text>}
        <Part title="Who">
          {text("firstName", "First name", 80, known)}
          {text("lastName", "Last name", 80, known)}
          <TextInput
            label="Born"
            type="date"
            readOnly={known}
            value={record.bornOn ?? ""}
            error={wrong.bornOn}
            onChange={(event) => change({ bornOn: event.currentTarget.value || null })}
          />
          {text("mrn", "MRN", 40, known)}
          <NativeSelect
            label="Language"
            data={[...new Set([...spokenLanguages, person.language])].map((code) => ({
              value: code,
              label: languageName(code),
            }))}
            value={record.language ?? "en"}
            error={wrong.language}
            onChange={(event) => change({ language: event.currentTarget.value })}
          />
          <NativeSelect
            label="Status"
            data={statuses.filter(({ value }) => (value === "deceased") === (person.record.status === "deceased"))}
            value={record.status ?? "active"}
            error={wrong.status}
            onChange={(event) => change({ status: event.currentTarget.value as RecordInput["status"] })}
          />
        </Part>
        {!leads && person.record.vip && <Text>VIP: set and taken off by the practice or a supervisor.</Text>}
        {leads && (
          <Checkbox
            label="VIP: hidden from everybody until they say why they need the record"
            checked={record.vip ?? false}
            error={wrong.vip}
            onChange={(event) => change({ vip: event.currentTarget.checked })}
          />
        )}
        <Whole title="Phones, the first is called first">
          <PhoneRows phones={record.phones ?? []} wrong={wrong} onChange={(phones) => change({ phones })} />
        </Whole>
        <Part title="Address">
          {text("email", "E-mail", 254)}
          {text("street", "Street", 120)}
          {text("city", "City", 80)}
          <NativeSelect
            label="State"
            data={[{ value: "", label: "Not known" }, ...states]}
            value={record.state ?? ""}
            error={wrong.state}
            onChange={(event) => change({ state: event.currentTarget.value })}
          />
          {text("zip", "ZIP", 10)}
        </Part>
        <Wishes record={record} wrong={wrong} onChange={change} />
        <Whole title="Who speaks for them">
          <ProxyRows proxies={record.proxies ?? []} wrong={wrong} onChange={(proxies) => change({ proxies })} />
        </Whole>
        <Whole title="Coverage, in the order in which it pays">
          <CoverageRows record={record} wrong={wrong} onChange={change} />
        </Whole>
        <Part title="Where they come from">
          <ReferredBy person={person} record={record} wrong={wrong} onChange={change} />
          {text("source", "Heard of us by", 80)}
          <NativeSelect
            label="Portal"
            data={portalStates}
            value={record.portal ?? "unknown"}
            onChange={(event) => change({ portal: event.currentTarget.value as RecordInput["portal"] })}
          />
        </Part>
        {person.record.fields.length > 0 && (
          <Part title="Of this practice">
            <OwnFields
              fields={person.record.fields}
              values={record.fields ?? []}
              wrong={wrong}
              onChange={(fields) => change({ fields })}
            />
          </Part>
        )}
        <Textarea
          label="Remarks"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          value={record.remarks ?? ""}
          error={wrong.remarks}
          onChange={(event) => change({ remarks: event.currentTarget.value })}
        />
        <div className="dialogEnd">
          <FormEnd doing={save} onCancel={onCancel} />
        </div>
      </Stack>
    </form>
  );
}

function Wishes({
  record,
  wrong,
  onChange,
}: {
  record: RecordInput;
  wrong: { [field: string]: string };
  onChange: (patch: Partial<RecordInput>) => void;
}) {
  const asked = record.wishes ?? {};
  return (
    <Whole title="How they want to be reached">
      <Group gap={14}>
        <Checkbox
          label="Never call at all"
          checked={record.doNotCall ?? false}
          onChange={(event) => onChange({ doNotCall: event.currentTarget.checked })}
        />
        {wishes.map(([wish, label]) => (
          <Checkbox
            key={wish}
            label={label}
            checked={asked[wish] ?? false}
            onChange={(event) => onChange({ wishes: { ...asked, [wish]: event.currentTarget.checked } })}
          />
        ))}
      </Group>
      <TextInput
        label="In their words"
        maxLength={200}
        value={asked.note ?? ""}
        error={wrong["wishes.note"]}
        onChange={(event) => onChange({ wishes: { ...asked, note: event.currentTarget.value } })}
      />
    </Whole>
  );
}

function Whole({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap={8} component="section" aria-label={title}>
      <Title order={3}>{title}</Title>
      {children}
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Whole title={title}>
      <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing={10} verticalSpacing={8}>
        {children}
      </SimpleGrid>
    </Whole>
  );
}
