import { Modal, PasswordInput, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { User } from "../api/types";
import { api, ask, fieldWords } from "../foundation/api";
import { FormEnd } from "../foundation/FormEnd";
import { tell } from "../foundation/notify";

interface PasswordDialogProps {
  user: User;
  opened: boolean;
  onClose: () => void;
}

export const shortestPassword = 12;

/** Sets a new password for somebody who has lost theirs. */
export function PasswordDialog({ user, opened, onClose }: PasswordDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`New password for ${user.name}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Form user={user} onClose={onClose} />
    </Modal>
  );
}

function Form({ user, onClose }: Omit<PasswordDialogProps, "opened">) {
  const [password, setPassword] = useState("");
  const save = useMutation({
    mutationFn: () => ask(api.PUT("/api/users/{id}", { params: { path: { id: user.id } }, body: { password } })),
    onSuccess: () => {
      tell("The new password is set");
      onClose();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={10}>
        <PasswordInput
          label="New password"
          description={`At least ${shortestPassword} characters`}
          autoComplete="new-password"
          data-autofocus
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={fieldWords(save.error).password}
          visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
        />
        <FormEnd
          doing={save}
          words="Set the password"
          disabled={password.length < shortestPassword}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
