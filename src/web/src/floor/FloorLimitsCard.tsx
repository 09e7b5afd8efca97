import { Button, Group, NumberInput, Switch, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { FloorLimits } from "../api/types";
import { api, ask, wordsOf } from "../foundation/api";
import { tell } from "../foundation/notify";
import { useCan } from "../identity/session";
import { usePracticeOptions } from "../routing/queries";
import { floorLimitsQuery } from "./queries";

type Limit = Exclude<keyof FloorLimits, "practiceId" | "showsListening">;

const fields: { key: Limit; label: string; least: number; most: number }[] = [
  { key: "wrapUpSeconds", label: "Long wrap-up, seconds", least: 10, most: 3600 },
  { key: "holdSeconds", label: "Long hold, seconds", least: 10, most: 3600 },
  { key: "callSeconds", label: "Long call, seconds", least: 60, most: 14_400 },
  { key: "missedOffers", label: "Missed offers", least: 1, most: 20 },
  { key: "longestWaitSeconds", label: "Long wait, seconds", least: 5, most: 3600 },
  { key: "waiting", label: "Many waiting", least: 1, most: 500 },
  { key: "percent", label: "Low service level, %", least: 1, most: 100 },
];

/** From where on the floor of a practice shows flags and alerts, and whether agents are told of one who only listens. */
export function FloorLimitsCard({ limits }: { limits: FloorLimits }) {
  const mayEdit = useCan()("queues.edit");
  const queryClient = useQueryClient();
  const [changes, setChanges] = useState<Partial<FloorLimits>>({});
  const shown = { ...limits, ...changes };
  const name = usePracticeOptions().find(({ value }) => value === limits.practiceId)?.label ?? "Practice";
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.PUT("/api/floor/thresholds/{practice}", {
          params: { path: { practice: limits.practiceId } },
          body: { ...limitsOf(shown), showsListening: shown.showsListening },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: floorLimitsQuery.queryKey });
      setChanges({});
      tell("Saved");
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="panel" onSubmit={submit} aria-label={`Floor of ${name}`}>
      <Title order={3} mb={6}>
        {name}
      </Title>
      <Group align="flex-end" gap={10}>
        {fields.map(({ key, label, least, most }) => (
          <NumberInput
            key={key}
            label={label}
            w={170}
            min={least}
            max={most}
            allowDecimal={false}
            readOnly={!mayEdit}
            value={shown[key]}
            onChange={(value) => typeof value === "number" && setChanges({ ...changes, [key]: value })}
          />
        ))}
        <Switch
          label="Agents are told of who only listens"
          mb={8}
          disabled={!mayEdit}
          checked={shown.showsListening}
          onChange={(event) => setChanges({ ...changes, showsListening: event.currentTarget.checked })}
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

const limitsOf = (shown: FloorLimits) =>
  Object.fromEntries(fields.map(({ key }) => [key, shown[key]])) as { [key in Limit]: number };
