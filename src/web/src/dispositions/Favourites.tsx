import { Button, Group, Select, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ask } from "../foundation/api";
import { tellFailure } from "../foundation/notify";
import { QueryView } from "../foundation/QueryView";
import { useCan, useMe } from "../identity/session";
import { DispositionPicker } from "./DispositionPicker";
import { favouritesQuery } from "./queries";

const most = 8;

/** The dispositions that agents of one practice have on Alt+1 to Alt+8, in this order. */
export function Favourites({ tree }: { tree: string }) {
  const practices = useMe()?.practices ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const practice = chosen ?? practices[0]?.id;
  const query = useQuery({ ...favouritesQuery(practice ?? ""), enabled: practice !== undefined });
  if (!practice) return null;
  return (
    <Stack component="section" className="panel" gap={8} aria-label="Favourites">
      <Group justify="space-between">
        <Title order={2}>Favourites on the desk</Title>
        <Select
          aria-label="Practice"
          allowDeselect={false}
          data={practices.map(({ id, name }) => ({ value: id, label: name }))}
          value={practice}
          onChange={setChosen}
        />
      </Group>
      <QueryView query={query} loading="Loading favourites">
        {(list) => <Editor key={practice} practice={practice} tree={tree} items={list.items} />}
      </QueryView>
    </Stack>
  );
}

interface EditorProps {
  practice: string;
  tree: string;
  items: { key: string; label: string; path: string }[];
}

function Editor({ practice, tree, items }: EditorProps) {
  const mayEdit = useCan()("dispositions.edit");
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (keys: string[]) => ask(api.PUT("/api/dispositions/favourites", { body: { practice, keys } })),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: favouritesQuery(practice).queryKey }),
  });
  const keys = items.map((item) => item.key);
  const swap = (from: number, to: number) => {
    const [a, b] = [keys[from], keys[to]];
    if (a && b) save.mutate(keys.with(from, b).with(to, a));
  };
  return (
    <>
      <ol className="favourites">
        {items.map((item, index) => (
          <li key={item.key}>
            <Group justify="space-between" wrap="nowrap" gap={8}>
              <Text truncate title={item.path}>
                Alt+{index + 1} <b>{item.path}</b>
              </Text>
              {mayEdit && (
                <Group gap={4} wrap="nowrap">
                  <Step words="Up" of={item.label} disabled={index === 0} onClick={() => swap(index, index - 1)} />
                  <Step
                    words="Down"
                    of={item.label}
                    disabled={index === items.length - 1}
                    onClick={() => swap(index, index + 1)}
                  />
                  <Step
                    words="Remove"
                    of={item.label}
                    onClick={() => save.mutate(keys.filter((key) => key !== item.key))}
                  />
                </Group>
              )}
            </Group>
          </li>
        ))}
      </ol>
      {items.length === 0 && <Text c="dimmed">None yet: agents pick from the whole tree.</Text>}
      {mayEdit && items.length < most && (
        <DispositionPicker
          label="Add a favourite"
          tree={tree}
          value={null}
          onChange={(key) => key && !keys.includes(key) && save.mutate([...keys, key])}
        />
      )}
    </>
  );
}

interface StepProps {
  words: string;
  of: string;
  disabled?: boolean;
  onClick: () => void;
}

function Step({ words, of, disabled, onClick }: StepProps) {
  return (
    <Button
      size="xs"
      h={32}
      px={8}
      variant="subtle"
      disabled={disabled}
      onClick={onClick}
      aria-label={`${words}: ${of}`}
    >
      {words}
    </Button>
  );
}
