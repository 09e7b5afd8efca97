import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { CallControls } from "../../agents/callControls";
import type { AgentMe } from "../../api/types";
import { api, ask, wordsOf } from "../../foundation/api";
import { LostIcon, PhoneIcon } from "../../foundation/icons";
import { locationQuery } from "../queries";
import { dialTarget } from "./dialTarget";
import { Keypad } from "./Keypad";

const notANumber = "This is not a number that can be called. Ten digits, or + and the country code.";
/** Calls a number: the agent's own phone rings first, then the other side. In a call the keys are here. */
export function DialTab({ agent, controls }: { agent: AgentMe; controls: CallControls }) {
  const call = agent.call;
  const busy = call && call.state !== "wrapUp" ? "You are on a call: the keys below go to it." : null;
  return (
    <Stack gap={14}>
      <DialForm busy={busy} />
      <Keypad why={controls.keypad} onDigit={controls.digits} />
    </Stack>
  );
}

function DialForm({ busy }: { busy: string | null }) {
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
  const to = dialTarget(typed);
  const blocked = to === "911" ? null : busy;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setWrong(to ? null : notANumber);
    if (to && !blocked) call.mutate(to);
  };
  return (
    <form onSubmit={submit} aria-label="Call a number">
      <Group gap={8} align="flex-end" wrap="nowrap">
        <TextInput
          id="desk-dial"
          label="Call a number"
          type="tel"
          autoComplete="off"
          w={260}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          type="submit"
          loading={call.isPending}
          disabled={typed.trim() === "" || Boolean(blocked)}
          leftSection={<PhoneIcon />}
          color={to === "911" ? "red.9" : undefined}
        >
          {to === "911" ? "Call 911 now" : "Call"}
        </Button>
      </Group>
      {to === "911" && <EmergencyServiceWarning />}
      <Text role="alert" c="red.9" mt={4} mih={20}>
        {blocked && typed ? blocked : wrong}
      </Text>
      <Text c="dimmed">
        They hear that the call is recorded before you do the talking, wherever the law of either side asks for it.
      </Text>
    </form>
  );
}

function EmergencyServiceWarning() {
  const location = useQuery(locationQuery).data;
  const address = [location?.address, location?.state].filter(Boolean).join(", ");
  return (
    <Text className="personAlert warn" mt={8} role="alert">
      <LostIcon />
      <span>
        911 reaches the emergency service of <b>your</b> place: {address || "not said yet, tell them where you are"}.
        For the caller's place use the Emergency key.
      </span>
    </Text>
  );
}
