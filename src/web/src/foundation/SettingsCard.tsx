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

/** Why a field cannot be saved as it stands, or nothing. A wrong number is never made a right one behind somebody's back. */
function wrongWords(typed: unknown, { least, most }: Pick<NumberField<string>, "least" | "most">): string | null {
  const fits = typeof typed === "number" && typed >= least && typed <= most;
  return fits ? null : `from ${least.toLocaleString("en-US")} to ${most.toLocaleString("en-US")}`;
}

/** Some numbers and a switch, saved together; to those who may not edit them they are there to be read. */
export function SettingsCard<N extends string, S extends string>(props: SettingsCardProps<N, S>) {
  const { title, label, values, numbers, flag, mayEdit, save } = props;
  const [changes, setChanges] = useState<{ [key: string]: number | string | boolean }>({});
  const shown: typeof values = { ...values, ...changes };
  const anyWrong = numbers.some((field) => wrongWords(shown[field.key], field));
  const change = (key: string, value: number | string | boolean) => setChanges({ ...changes, [key]: value });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (anyWrong) return;
    save.mutate(shown, { onSuccess: () => setChanges({}) });
  };
  return (
    <form className="panel" onSubmit={submit} aria-label={label}>
      <Title order={3} mb={6}>
        {title}
      </Title>
      <Group align="flex-start" gap={10}>
        {numbers.map(({ key, label: words, least, most }) => (
          <NumberInput
            key={key}
            label={words}
            w={190}
            min={least}
            max={most}
            clampBehavior="none"
            allowDecimal={false}
            readOnly={!mayEdit}
            value={shown[key]}
            error={wrongWords(shown[key], { least, most })}
            onChange={(value) => change(key, value)}
          />
        ))}
        <Switch
          label={flag.label}
          mt={27}
          disabled={!mayEdit}
          checked={shown[flag.key]}
          onChange={(event) => change(flag.key, event.currentTarget.checked)}
        />
        {mayEdit && (
          <Button
            type="submit"
            mt={20}
            disabled={anyWrong || Object.keys(changes).length === 0}
            loading={save.isPending}
          >
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
