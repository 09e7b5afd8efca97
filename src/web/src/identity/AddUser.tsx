import { Button, Modal, MultiSelect, PasswordInput, Select, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { NewUser } from "../api/types";
import { api, ask, fieldWords } from "../foundation/api";
import { FormEnd } from "../foundation/FormEnd";
import { tell } from "../foundation/notify";
import { usePracticeOptions } from "../routing/queries";
import { shortestPassword } from "./PasswordDialog";

/** The button and dialog that make an account. */
export function AddUser() {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button onClick={dialog.open}>Add a user</Button>
      <Modal opened={opened} onClose={dialog.close} title="Add a user" closeButtonProps={{ "aria-label": "Close" }}>
        <Form onClose={dialog.close} />
      </Modal>
    </>
  );
}

const nobody: NewUser = { user: "", name: "", role: "", password: "", practices: [] };

function Form({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const roles = useQuery({ queryKey: ["roles"], queryFn: () => ask(api.GET("/api/roles")), staleTime: 300_000 });
  const practices = usePracticeOptions();
  const [input, setInput] = useState(nobody);
  const save = useMutation({
    mutationFn: () => ask(api.POST("/api/users", { body: input })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["users"] });
      tell("The account is made");
      onClose();
    },
  });
  const wrong = fieldWords(save.error);
  const complete = input.user.trim() && input.name.trim() && input.role && input.password.length >= shortestPassword;
  const change = (patch: Partial<NewUser>) => setInput((before) => ({ ...before, ...patch }));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={10}>
        <TextInput
          label="Name"
          data-autofocus
          required
          maxLength={120}
          autoComplete="off"
          value={input.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={wrong.name}
        />
        <TextInput
          label="User"
          description="What they sign in with"
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={input.user}
          onChange={(event) => change({ user: event.currentTarget.value })}
          error={wrong.user}
        />
        <Select
          label="Role"
          required
          data={roles.data?.items.map((role) => ({ value: role.key, label: role.title })) ?? []}
          value={input.role || null}
          onChange={(role) => change({ role: role ?? "" })}
          error={wrong.role}
        />
        <MultiSelect
          label="Practices"
          data={practices}
          value={input.practices}
          onChange={(chosen) => change({ practices: chosen })}
          error={wrong.practices}
        />
        <PasswordInput
          label="First password"
          description={`At least ${shortestPassword} characters`}
          required
          autoComplete="new-password"
          value={input.password}
          onChange={(event) => change({ password: event.currentTarget.value })}
          error={wrong.password}
          visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
        />
        <FormEnd doing={save} words="Add the user" disabled={!complete} onCancel={onClose} />
      </Stack>
    </form>
  );
}
