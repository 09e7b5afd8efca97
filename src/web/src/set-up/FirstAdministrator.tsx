import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type SubmitEvent, useEffect, useState } from "react";
import { api, ask, fieldWords, wordsOf } from "../foundation/api";
import { shortestPassword } from "../identity/PasswordDialog";
import { sessionQuery } from "../identity/session";
import { firstQuery } from "./queries";

/** Where an empty centre gets its first administrator, from who can read what the server printed. */
export function FirstAdministrator() {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [input, setInput] = useState({ code: "", name: "", user: "admin", password: "" });
  const change = (patch: Partial<typeof input>) => setInput((before) => ({ ...before, ...patch }));
  useEffect(() => {
    document.title = "Set-up · Kindline";
  }, []);
  const make = useMutation({
    mutationFn: () => ask(api.POST("/api/session/first", { body: input })),
    onSuccess: async ({ me }) => {
      queryClient.clear();
      queryClient.setQueryData(firstQuery.queryKey, false);
      queryClient.setQueryData(sessionQuery.queryKey, me);
      await router.navigate({ to: "/set-up" });
    },
  });
  const wrong = fieldWords(make.error);
  const complete =
    input.code.trim() && input.name.trim() && input.user.trim() && input.password.length >= shortestPassword;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <Stack component="main" align="center" justify="center" mih="100dvh" p="md">
      <form onSubmit={submit} className="panel" style={{ width: "min(440px, 100%)", padding: 28 }} aria-label="Set-up">
        <Stack gap="md">
          <Title order={1}>Welcome to Kindline</Title>
          <Text>
            This centre is empty. Make its administrator first; then six steps lead to the first call: the practice, its
            queues, its people, a number, a carrier, and the call.
          </Text>
          {make.isError && (
            <Alert color="red.9" role="alert">
              {wordsOf(make.error)}
            </Alert>
          )}
          <TextInput
            label="Code"
            description="The server printed it where it was started: three times four letters and digits"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            autoFocus
            required
            value={input.code}
            onChange={(event) => change({ code: event.currentTarget.value })}
            error={wrong.code}
          />
          <TextInput
            label="Your name"
            autoComplete="name"
            required
            maxLength={120}
            value={input.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={wrong.name}
          />
          <TextInput
            label="User"
            description="What you sign in with"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            value={input.user}
            onChange={(event) => change({ user: event.currentTarget.value })}
            error={wrong.user}
          />
          <PasswordInput
            label="Password"
            description={`At least ${shortestPassword} characters`}
            autoComplete="new-password"
            required
            value={input.password}
            onChange={(event) => change({ password: event.currentTarget.value })}
            error={wrong.password}
            visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
          />
          <Button type="submit" h={40} loading={make.isPending} disabled={!complete}>
            Begin
          </Button>
        </Stack>
      </form>
    </Stack>
  );
}
