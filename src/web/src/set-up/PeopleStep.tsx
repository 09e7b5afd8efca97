import { Button, Group, NativeSelect, Stack, Table, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { SetUpPractice } from "../api/types";
import { ApiError, api, ask, fieldWords, wordsOf } from "../foundation/api";
import { tell } from "../foundation/notify";
import { newPassword, userOf } from "./password";
import { setUpQuery } from "./queries";
import type { StepProps } from "./SetUpPage";

/** Somebody who was just added; the password is nowhere else. */
interface Added {
  name: string;
  user: string;
  password: string;
  /** What could not be done for them; the account is there. */
  fault?: string;
}

/** Who answers. Each is made as soon as they are added, and shown with the password to hand out. */
export function PeopleStep({ practice, onDone }: StepProps) {
  const [added, setAdded] = useState<Added[]>([]);
  return (
    <Stack gap={12}>
      <Text>
        Agents take calls; supervisors lead them and take calls too; office managers and front desks see the practice's
        work. {practice?.people ? `${practice.people} have an account.` : "Nobody has an account yet."}
      </Text>
      <AddPerson practice={practice as SetUpPractice} onAdded={(one) => setAdded((before) => [...before, one])} />
      {added.length > 0 && <Handout added={added} />}
      <Group>
        <Button variant={practice?.agents ? "filled" : "default"} onClick={() => onDone()}>
          Next
        </Button>
      </Group>
    </Stack>
  );
}

const nobody = { name: "", user: "", role: "agent" };

function AddPerson({ practice, onAdded }: { practice: SetUpPractice; onAdded: (one: Added) => void }) {
  const queryClient = useQueryClient();
  const roles = useQuery({ queryKey: ["roles"], queryFn: () => ask(api.GET("/api/roles")), staleTime: 300_000 });
  const [input, setInput] = useState(nobody);
  const [named, setNamed] = useState(false);
  const user = named ? input.user : userOf(input.name);
  const save = useMutation({
    mutationFn: () => makePerson(practice, { ...input, user }, takesCalls(input.role)),
    onSuccess: async (one) => {
      onAdded(one);
      setInput({ ...nobody, role: input.role });
      setNamed(false);
      await queryClient.invalidateQueries({ queryKey: setUpQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: ["users"] });
    },
  });
  const takesCalls = (role: string) =>
    roles.data?.items.some(
      (each) => each.key === role && each.permissions.some((one) => one.permission === "agent.work"),
    ) ?? false;
  const wrong = fieldWords(save.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Group gap={12} align="flex-start">
        <TextInput
          label="Name"
          required
          maxLength={120}
          autoComplete="off"
          flex="1 1 180px"
          value={input.name}
          onChange={(event) => setInput({ ...input, name: event.currentTarget.value })}
          error={wrong.name}
        />
        <TextInput
          label="User"
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          flex="1 1 150px"
          value={user}
          onChange={(event) => {
            setNamed(true);
            setInput({ ...input, user: event.currentTarget.value });
          }}
          error={wrong.user}
        />
        <NativeSelect
          label="Role"
          flex="1 1 150px"
          data={roles.data?.items.map(({ key, title }) => ({ value: key, label: title })) ?? []}
          value={input.role}
          onChange={(event) => setInput({ ...input, role: event.currentTarget.value })}
          error={wrong.role}
        />
        <Button
          type="submit"
          mt={24}
          loading={save.isPending}
          disabled={!roles.data || !input.name.trim() || !user.trim()}
        >
          Add
        </Button>
      </Group>
      {save.isError && (
        <Text role="alert" c="red.9" mt={6}>
          {wordsOf(save.error)}
        </Text>
      )}
    </form>
  );
}

async function makePerson(practice: SetUpPractice, input: typeof nobody, takesCalls: boolean): Promise<Added> {
  const password = newPassword();
  const { id } = await ask(api.POST("/api/users", { body: { ...input, password, practices: [practice.id] } }));
  const one = { name: input.name, user: input.user, password };
  if (!takesCalls || !practice.profile) return one;
  try {
    await ask(api.PUT("/api/agents/{id}/profile", { params: { path: { id } }, body: { profile: practice.profile } }));
    return one;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ...one, fault: `No queue yet: ${wordsOf(error)}` };
  }
}

function Handout({ added }: { added: readonly Added[] }) {
  const copy = async () => {
    await navigator.clipboard.writeText(added.map((one) => `${one.name}\t${one.user}\t${one.password}`).join("\n"));
    tell("Copied");
  };
  return (
    <Stack gap={6}>
      <Text>
        These passwords are shown here alone, and only until you leave this step. Hand them out; everybody can be given
        another on the page Users.
      </Text>
      <Table aria-label="First passwords">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>User</Table.Th>
            <Table.Th>First password</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {added.map((one) => (
            <Table.Tr key={one.user}>
              <Table.Td>
                {one.name}
                {one.fault && <Text c="red.9">{one.fault}</Text>}
              </Table.Td>
              <Table.Td>{one.user}</Table.Td>
              <Table.Td ff="monospace">{one.password}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group gap={8} className="noPrint">
        <Button variant="default" onClick={() => void copy()}>
          Copy
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          Print
        </Button>
      </Group>
    </Stack>
  );
}
