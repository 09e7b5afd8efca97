import { Button, Group, Select, Stack, Switch, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { Condition, ListCatalogue, ListFilter, PatientList } from "../api/types";
import { fieldWords, wordsOf } from "../foundation/api";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { useMe } from "../identity/session";
import { ColumnChooser } from "./ColumnChooser";
import { ConditionRows } from "./ConditionRows";
import { isWhole, people } from "./listWords";
import { catalogueQuery, countQuery, listsQuery, saveList } from "./queries";

interface ListEditorProps {
  /** Null makes a new one; without an id it is a copy. */
  list: PatientList | null;
  /** With the id of what was saved, or of nothing. */
  onClose: (id?: string) => void;
}

/** Makes a list or changes one: its conditions as sentences, its columns, and how many meet it as it stands. */
export function ListEditor({ list, onClose }: ListEditorProps) {
  const practices = useMe()?.practices ?? [];
  const [practice, choose] = useState(list?.practiceId ?? practices[0]?.id ?? "");
  const catalogue = useQuery({ ...catalogueQuery(practice), enabled: practice !== "" });
  return (
    <Page title="List" heading={list?.id ? `Change ${list.name}` : "New list"} permission="lists.read">
      {!list && practices.length > 1 && (
        <Select
          label="Practice"
          w={280}
          allowDeselect={false}
          data={practices.map(({ id, name }) => ({ value: id, label: name }))}
          value={practice}
          onChange={(value) => choose(value ?? practice)}
        />
      )}
      <QueryView query={catalogue} loading="Loading what can be asked">
        {(found) => <EditorForm key={practice} list={list} practice={practice} catalogue={found} onClose={onClose} />}
      </QueryView>
    </Page>
  );
}

interface EditorFormProps extends ListEditorProps {
  practice: string;
  catalogue: ListCatalogue;
}

function EditorForm({ list, practice, catalogue, onClose }: EditorFormProps) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(list?.name ?? "");
  const [shared, setShared] = useState(list?.shared ?? false);
  const [conditions, setConditions] = useState<Condition[]>(list?.filter?.conditions ?? []);
  const [columns, setColumns] = useState<string[]>(list?.columns ?? catalogue.usual);
  const filter = { conditions };
  const save = useMutation({
    mutationFn: () =>
      saveList(list?.id || null, {
        practice,
        name,
        shared,
        filter,
        columns,
        sort: list?.sort ?? "name",
        descending: list?.descending ?? false,
        version: list?.version ?? null,
      }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: listsQuery.queryKey });
      onClose(saved.id);
    },
  });
  const wrong = fieldWords(save.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        <Group className="panel" gap={16} align="flex-end">
          <TextInput
            label="Name"
            w={340}
            required
            maxLength={80}
            data-autofocus
            value={name}
            error={wrong.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Switch
            label="Shared with the practice"
            mb={8}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        </Group>
        <Stack component="section" className="panel" gap={10} aria-label="Conditions">
          <Group justify="space-between">
            <Title order={2}>Who is on it</Title>
            <LiveCount practice={practice} filter={filter} />
          </Group>
          <ConditionRows kinds={catalogue.conditions} conditions={conditions} onChange={setConditions} wrong={wrong} />
        </Stack>
        <ColumnChooser all={catalogue.columns} chosen={columns} onChange={setColumns} />
        {save.isError && (
          <Text role="alert" c="red.9">
            {wordsOf(save.error)}
          </Text>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={() => onClose(list?.id || undefined)}>
            Cancel
          </Button>
          <Button type="submit" disabled={!name.trim() || !conditions.every(isWhole)} loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** How many meet the conditions that are whole, when the typing pauses. */
function LiveCount({ practice, filter }: { practice: string; filter: ListFilter }) {
  const [asked] = useDebouncedValue(filter, 400);
  const whole = (asked.conditions ?? []).filter(isWhole);
  const half = (asked.conditions ?? []).length - whole.length;
  const count = useQuery(countQuery(practice, { conditions: whole }));
  // A number of the conditions before would pass for the answer to those on the screen.
  const isPaused = JSON.stringify(asked) === JSON.stringify(filter);
  const words = count.isError ? wordsOf(count.error) : isPaused && count.data ? people(count.data.total) : "Counting";
  return (
    <Text role="status" aria-live="polite" fw={600}>
      {words}
      {half > 0 && !count.isError && " without the conditions that are not whole yet"}
    </Text>
  );
}
