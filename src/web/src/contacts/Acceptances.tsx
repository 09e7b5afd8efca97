import { Button, Fieldset, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { Acceptance, AcceptanceInput, Directory, Organisation } from "../api/types";
import { api, ask, fieldWords } from "../foundation/api";
import { Dialog } from "../foundation/Dialog";
import { FormEnd } from "../foundation/FormEnd";
import { dateWords } from "../foundation/formats";
import { tell } from "../foundation/notify";
import { useCan } from "../identity/session";
import { directoryQuery } from "../practices/queries";
import { acceptanceLines, acceptances, whoOf } from "./acceptance";

/** By whom a payer is accepted today, and behind it all answers with their days. */
export function AcceptedBy({ payer }: { payer: Organisation }) {
  const directory = useQuery(directoryQuery(payer.practice)).data;
  return <Text>{acceptanceLines(payer, directory).join(" · ")}</Text>;
}

const days = ({ fromOn, untilOn }: Acceptance) =>
  [fromOn && `from ${dateWords(fromOn)}`, untilOn && `until ${dateWords(untilOn)}`].filter(Boolean).join(" ");

/** All answers of a payer, past and to come, and their change. */
export function Acceptances({ payer }: { payer: Organisation }) {
  const directory = useQuery(directoryQuery(payer.practice)).data;
  const mayEdit = useCan()("practices.edit");
  const [editing, edit] = useState(false);
  const dated = payer.acceptances.filter((each) => !each.holds || each.fromOn || each.untilOn);
  return (
    <Stack component="section" aria-label="Accepted by" gap={4}>
      <Group justify="space-between">
        <Title order={3}>Accepted by</Title>
        {mayEdit && (
          <Button
            size="xs"
            h={32}
            variant="default"
            aria-label={`Change who accepts ${payer.name}`}
            onClick={() => edit(true)}
          >
            Change
          </Button>
        )}
      </Group>
      {dated.length === 0 && <Text c="dimmed">No answer begins or ends on a day.</Text>}
      <ul className="plainList">
        {dated.map((each) => (
          <li key={`${each.provider} ${each.location} ${each.fromOn}`}>
            {whoOf(each, directory)}: {acceptances.find(({ value }) => value === each.answer)?.label.toLowerCase()}{" "}
            {each.plans} {days(each)}
          </li>
        ))}
      </ul>
      <Dialog opened={editing} onClose={() => edit(false)} size={760} title={`Who accepts ${payer.name}`}>
        {editing && directory && <Form payer={payer} directory={directory} onClose={() => edit(false)} />}
      </Dialog>
    </Stack>
  );
}

function Form({ payer, directory, onClose }: { payer: Organisation; directory: Directory; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [rows, setRows] = useState<AcceptanceInput[]>(payer.acceptances);
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.PUT("/api/organisations/{id}/acceptances", {
          params: { path: { id: payer.id } },
          body: { acceptances: rows },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["contacts"] });
      tell("Who accepts them is saved");
      onClose();
    },
  });
  const wrong = fieldWords(save.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={10}>
        {rows.length === 0 && <Text c="dimmed">Nothing is written down: agents are told that it is not known.</Text>}
        {rows.map((row, index) => (
          <AcceptanceRow
            // biome-ignore lint/suspicious/noArrayIndexKey: two answers may be alike while they are typed
            key={index}
            row={row}
            index={index}
            directory={directory}
            wrong={wrong}
            onChange={(patch) => setRows(rows.map((each, n) => (n === index ? { ...each, ...patch } : each)))}
            onRemove={() => setRows(rows.filter((_, n) => n !== index))}
          />
        ))}
        <Button
          variant="default"
          size="xs"
          h={32}
          style={{ alignSelf: "flex-start" }}
          onClick={() => setRows([...rows, { provider: null, location: null, answer: "yes", plans: "" }])}
        >
          Add an answer
        </Button>
        <FormEnd doing={save} onCancel={onClose} />
      </Stack>
    </form>
  );
}

interface AcceptanceRowProps {
  row: AcceptanceInput;
  index: number;
  directory: Directory;
  wrong: { [field: string]: string };
  onChange: (patch: Partial<AcceptanceInput>) => void;
  onRemove: () => void;
}

const named = (rows: { id: string; name: string }[], all: string) => [
  { value: "", label: all },
  ...rows.map(({ id, name }) => ({ value: id, label: name })),
];

function AcceptanceRow({ row, index, directory, wrong, onChange, onRemove }: AcceptanceRowProps) {
  const at = (field: string) => wrong[`acceptances[${index}].${field}`];
  const day = (field: "fromOn" | "untilOn", label: string) => (
    <TextInput
      label={label}
      type="date"
      w={150}
      value={row[field] ?? ""}
      error={at(field)}
      onChange={(event) => onChange({ [field]: event.currentTarget.value || null })}
    />
  );
  return (
    <Fieldset legend={`Answer ${index + 1}`} p={10}>
      <Group gap={8} align="flex-start">
        <NativeSelect
          label="Provider"
          flex="1 1 160px"
          data={named(directory.providers, "All providers")}
          value={row.provider ?? ""}
          error={at("provider")}
          onChange={(event) => onChange({ provider: event.currentTarget.value || null })}
        />
        <NativeSelect
          label="Location"
          flex="1 1 160px"
          data={named(directory.locations, "All locations")}
          value={row.location ?? ""}
          error={at("location")}
          onChange={(event) => onChange({ location: event.currentTarget.value || null })}
        />
        <NativeSelect
          label="Answer"
          w={160}
          data={acceptances}
          value={row.answer ?? "yes"}
          error={at("answer")}
          onChange={(event) => onChange({ answer: event.currentTarget.value as Acceptance["answer"] })}
        />
        {row.answer === "somePlans" && (
          <TextInput
            label="Which plans"
            flex="1 1 200px"
            maxLength={200}
            value={row.plans ?? ""}
            error={at("plans")}
            onChange={(event) => onChange({ plans: event.currentTarget.value })}
          />
        )}
        {day("fromOn", "From")}
        {day("untilOn", "Until")}
        <Button
          variant="subtle"
          color="dark"
          size="xs"
          h={32}
          mt={24}
          aria-label={`Remove answer ${index + 1}`}
          onClick={onRemove}
        >
          Remove
        </Button>
      </Group>
    </Fieldset>
  );
}
