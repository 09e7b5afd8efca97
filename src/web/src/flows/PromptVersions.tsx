import { Button, Group, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PromptVersion } from "../api/types";
import { useNow } from "../foundation/clock";
import { tell, tellFailure } from "../foundation/notify";
import { QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { useCan } from "../identity/session";
import { ConfirmWords } from "./ConfirmWords";
import { ListenButton } from "./ListenButton";
import { type PromptTarget, restore, soundOf, versionsQuery, withdraw } from "./promptApi";
import { useSaving } from "./useSaving";
import { savedWords, scheduleWords, soundWords, stateWords } from "./versionWords";

interface PromptVersionsProps {
  target: PromptTarget;
  zone: string;
  label: string;
}

/** The history of one prompt: who, when, what, and the way back. */
export function PromptVersions({ target, zone, label }: PromptVersionsProps) {
  const query = useQuery(versionsQuery(target));
  return (
    <QueryView
      query={query}
      loading="Loading versions"
      isEmpty={(list) => list.items.length === 0}
      empty="Nobody has written a version here yet."
    >
      {(list) => (
        <TableBox label={`Versions: ${label}`}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Version</Table.Th>
                <Table.Th>What is heard</Table.Th>
                <Table.Th>State</Table.Th>
                <Table.Th>
                  <span className="visuallyHidden">Actions</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {list.items.map((version) => (
                <VersionRow key={version.version} version={version} target={target} zone={zone} label={label} />
              ))}
            </Table.Tbody>
          </Table>
        </TableBox>
      )}
    </QueryView>
  );
}

function VersionRow({ version, target, zone, label }: PromptVersionsProps & { version: PromptVersion }) {
  const now = useNow();
  const mayEdit = useCan()("prompts.edit");
  const number = version.version ?? 0;
  const called = `version ${number}, ${label}`;
  return (
    <Table.Tr>
      <Table.Td className="number">{number}</Table.Td>
      <Table.Td className="words">
        <Text lineClamp={3}>{soundWords(version)}</Text>
        <Text c="dimmed">{savedWords(version, now)}</Text>
        <Text c="dimmed">{scheduleWords(version, now, zone)}</Text>
      </Table.Td>
      <Table.Td fw={version.state === "inForce" ? 600 : undefined}>{stateWords[version.state]}</Table.Td>
      <Table.Td className="actions">
        <Group gap={6} justify="flex-end">
          <ListenButton label={called} fetchSound={() => soundOf(target, version)} />
          {mayEdit && version.state !== "inForce" && <Restore target={target} number={number} called={called} />}
          {mayEdit && canWithdraw(version) && <Withdraw target={target} number={number} called={called} />}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** What waits, or is heard until its end. */
export const canWithdraw = (version: PromptVersion) =>
  version.state === "scheduled" || (version.state === "inForce" && Boolean(version.endsAt));

interface ActionProps {
  target: PromptTarget;
  number: number;
  called: string;
}

function Restore({ target, number, called }: ActionProps) {
  const [asked, setAsked] = useState(false);
  const saving = useSaving(
    (confirm) => restore(target, number, confirm),
    () => setAsked(false),
  );
  const press = () => {
    setAsked(true);
    saving.save();
  };
  return (
    <>
      <Button
        size="xs"
        h={32}
        variant="default"
        loading={saving.pending}
        aria-label={`Restore ${called}`}
        onClick={press}
      >
        Restore
      </Button>
      {saving.failure && (
        <Text role="alert" c="red.9">
          {saving.failure}
        </Text>
      )}
      <ConfirmWords
        why={asked ? saving.why : null}
        pending={saving.pending}
        onConfirm={saving.confirm}
        onClose={saving.forget}
      />
    </>
  );
}

/** Takes back what waits, or ends what runs. */
export function Withdraw({ target, number, called }: ActionProps) {
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => withdraw(target, number),
    onSuccess: () => tell("Withdrawn. It stays in the history and can be restored."),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["prompts"] }),
  });
  return (
    <Button
      size="xs"
      h={32}
      variant="default"
      loading={isPending}
      aria-label={`Withdraw ${called}`}
      onClick={() => mutate()}
    >
      Withdraw
    </Button>
  );
}
