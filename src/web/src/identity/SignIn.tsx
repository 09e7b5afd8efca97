import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { type KeyboardEvent, type SubmitEvent, useEffect, useRef, useState } from "react";
import { forgetDrafts } from "../dispositions/drafts";
import { ApiError, api, ask, wordsOf } from "../foundation/api";
import { useNow } from "../foundation/clock";
import { duration } from "../foundation/formats";
import { sessionQuery } from "./session";

const route = getRouteApi("/sign-in");
let lastUser: string | null = null;

export function SignIn() {
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const now = useNow();
  const [user, setUser] = useState("");
  const [password, setPassword] = useState("");
  const [capsLock, setCapsLock] = useState(false);
  const [lockedUntil, setLockedUntil] = useState(0);
  const userField = useRef<HTMLInputElement>(null);

  useEffect(() => {
    document.title = "Sign in · Kindline";
    userField.current?.focus();
  }, []);

  const signIn = useMutation({
    mutationFn: () => ask(api.POST("/api/session", { body: { user: user.trim(), password } })),
    onSuccess: async ({ me }) => {
      if (lastUser !== me.id) forgetDrafts();
      lastUser = me.id;
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, me);
      await router.navigate({ href: next ?? "/" });
    },
    onError: (error) => {
      setPassword("");
      if (error instanceof ApiError && error.retryAfter) setLockedUntil(Date.now() + error.retryAfter * 1000);
    },
  });

  const lockedFor = Math.ceil((lockedUntil - now) / 1000);
  const locked = lockedFor > 0;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!locked && !signIn.isPending) signIn.mutate();
  };
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));

  return (
    <Stack component="main" align="center" justify="center" mih="100dvh" p="md">
      <form onSubmit={submit} className="panel" style={{ width: "min(360px, 100%)", padding: 28 }} aria-label="Sign in">
        <Stack gap="md">
          <Title order={1}>Sign in to Kindline</Title>
          {signIn.isError && (
            <Alert color="red.9" role="alert">
              {locked ? `Locked after too many tries. Try again in ${duration(lockedFor)}.` : wordsOf(signIn.error)}
            </Alert>
          )}
          <TextInput
            ref={userField}
            label="User"
            withAsterisk={false}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            value={user}
            onChange={(event) => setUser(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            withAsterisk={false}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            onKeyDown={watchCapsLock}
            onKeyUp={watchCapsLock}
            description={capsLock ? "Caps Lock is on" : undefined}
            inputWrapperOrder={["label", "input", "description"]}
            visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
          />
          <Button
            type="submit"
            h={40}
            loading={signIn.isPending}
            disabled={locked || user.trim() === "" || password === ""}
          >
            {locked ? `Locked, ${duration(lockedFor)}` : "Sign in"}
          </Button>
          <Text size="xs" c="dimmed">
            Forgotten your password? A supervisor or administrator can set a new one.
          </Text>
        </Stack>
      </form>
    </Stack>
  );
}
