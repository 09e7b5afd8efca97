import { Button, Group, NumberInput, Switch, Text, Textarea, Title } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { wordsOf } from "./api";

interface NumberField<K> {
  key: K;
  label: string;
  least: number;
  most: number;
}

type Values<N extends string, S extends string, L extends string> = { [key in N]: number } & {
  [key in S]: boolean;
} & { [key in L]: string };

interface SettingsCardProps<N extends string, S extends string, L extends string> {
  title: string;
  /** What a screen reader calls the form. */
  label: string;
  values: NoInfer<Values<N, S, L>>;
  numbers?: readonly NumberField<N>[];
  flag?: { key: S; label: string };
  /** Lists written as text; the server says which word of it is wrong. */
  lists?: readonly { key: L; label: string; description: string }[];
  mayEdit: boolean;
  /** Resolves when the values are kept. */
  save: UseMutationResult<unknown, Error, NoInfer<Values<N, S, L>>>;
}

/** Why a field cannot be saved as it stands, or nothing. A wrong number is never made a right one behind somebody's back. */
function wrongWords(typed: unknown, { least, most }: Pick<NumberField<string>, "least" | "most">): string | null {
  const fits = typeof typed === "number" && typed >= least && typed <= most;
  return fits ? null : `from ${least.toLocaleString("en-US")} to ${most.toLocaleString("en-US")}`;
}

/** Some numbers, a switch and lists, saved together; to those who may not edit them they are there to be read. */
export function SettingsCard<N extends string = never, S extends string = never, L extends string = never>(
  props: SettingsCardProps<N, S, L>,
) {
  const { title, label, values, numbers = [], flag, lists = [], mayEdit, save } = props;
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
            w={210}
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
        {flag && (
          <Switch
            label={flag.label}
            mt={27}
            disabled={!mayEdit}
            checked={shown[flag.key]}
            onChange={(event) => change(flag.key, event.currentTarget.checked)}
          />
        )}
      </Group>
      <Group align="flex-end" gap={10} mt={numbers.length > 0 && lists.length > 0 ? 10 : 0}>
        {lists.map(({ key, label: words, description }) => (
          <Textarea
            key={key}
            label={words}
            description={description}
            w={430}
            autosize
            minRows={2}
            maxRows={6}
            readOnly={!mayEdit}
            value={shown[key]}
            onChange={(event) => change(key, event.currentTarget.value)}
          />
        ))}
      </Group>
      {mayEdit && (
        <Button type="submit" mt={10} disabled={anyWrong || Object.keys(changes).length === 0} loading={save.isPending}>
          Save
        </Button>
      )}
      {save.isError && (
        <Text role="alert" c="red.9" mt={6}>
          {wordsOf(save.error)}
        </Text>
      )}
    </form>
  );
}
