import { Button, Group, NumberInput, Switch, Text, Title } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { wordsOf } from "./api";

interface NumberField<K> {
  key: K;
  label: string;
  least: number;
  most: number;
}

interface SettingsCardProps<N extends string, S extends string> {
  title: string;
  /** What a screen reader calls the form. */
  label: string;
  values: { [key in N]: number } & { [key in S]: boolean };
  numbers: readonly NumberField<N>[];
  flag: { key: S; label: string };
  mayEdit: boolean;
  /** Resolves when the values are kept. */
  save: UseMutationResult<unknown, Error, { [key in N]: number } & { [key in S]: boolean }>;
}

/** Some numbers and a switch, saved together; to those who may not edit them they are there to be read. */
export function SettingsCard<N extends string, S extends string>(props: SettingsCardProps<N, S>) {
  const { title, label, values, numbers, flag, mayEdit, save } = props;
  const [changes, setChanges] = useState<{ [key: string]: number | boolean }>({});
  const shown = { ...values, ...changes };
  const change = (key: string, value: number | boolean) => setChanges({ ...changes, [key]: value });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(shown, { onSuccess: () => setChanges({}) });
  };
  return (
    <form className="panel" onSubmit={submit} aria-label={label}>
      <Title order={3} mb={6}>
        {title}
      </Title>
      <Group align="flex-end" gap={10}>
        {numbers.map(({ key, label: words, least, most }) => (
          <NumberInput
            key={key}
            label={words}
            w={190}
            min={least}
            max={most}
            allowDecimal={false}
            readOnly={!mayEdit}
            value={shown[key]}
            onChange={(value) => typeof value === "number" && change(key, value)}
          />
        ))}
        <Switch
          label={flag.label}
          mb={8}
          disabled={!mayEdit}
          checked={shown[flag.key]}
          onChange={(event) => change(flag.key, event.currentTarget.checked)}
        />
        {mayEdit && (
          <Button type="submit" disabled={Object.keys(changes).length === 0} loading={save.isPending}>
            Save
          </Button>
        )}
      </Group>
      {save.isError && (
        <Text role="alert" c="red.9" mt={6}>
          {wordsOf(save.error)}
        </Text>
      )}
    </form>
  );
}
