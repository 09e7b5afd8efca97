import { Button, Group, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Ref, type SubmitEvent, useState } from "react";
import { api, ask, wordsOf } from "../foundation/api";
import { parseNumber } from "../foundation/formats";
import { PhoneIcon } from "../foundation/icons";

const notANumber = "This is not a number that can be called. Ten digits, or + and the country code.";

/** Calls a number: the agent's own phone rings first, then the other side. */
export function Dial({ inputRef, disabledWhy }: { inputRef: Ref<HTMLInputElement>; disabledWhy?: string }) {
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const queryClient = useQueryClient();
  const call = useMutation({
    mutationFn: (to: string) => ask(api.POST("/api/calls", { body: { to } })),
    onSuccess: () => {
      setTyped("");
      void queryClient.invalidateQueries({ queryKey: ["me"] });
    },
    onError: (error) => setWrong(wordsOf(error)),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const to = parseNumber(typed);
    setWrong(to ? null : notANumber);
    if (to && !disabledWhy) call.mutate(to);
  };
  return (
    <form onSubmit={submit} className="panel" aria-label="Call a number">
      <Group gap={8} align="flex-end" wrap="nowrap">
        <TextInput
          ref={inputRef}
          label="Call a number"
          type="tel"
          autoComplete="off"
          maw={260}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          type="submit"
          loading={call.isPending}
          disabled={typed.trim() === "" || Boolean(disabledWhy)}
          leftSection={<PhoneIcon />}
        >
          Call
        </Button>
      </Group>
      <div role="alert" style={{ color: "var(--mantine-color-error)" }}>
        {disabledWhy && typed ? disabledWhy : wrong}
      </div>
    </form>
  );
}
