import { Button, Stack, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import type { FloorAgent } from "../api/types";
import type { FloorActions } from "./actions";

interface AnnounceFormProps {
  /** To this agent alone; without one, to all at work. */
  agent?: FloorAgent;
  actions: FloorActions;
  onDone: () => void;
}

/** A short text to one desk or to all. */
export function AnnounceForm({ agent, actions, onDone }: AnnounceFormProps) {
  const [text, setText] = useState("");
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void actions.announce(text.trim(), agent?.id).then(onDone);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={6}>
        <TextInput
          label={agent ? `To ${agent.name}` : "To everybody at work"}
          description="No patient's name or number. Kept, with who has seen it."
          size="xs"
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" h={32} disabled={!text.trim()}>
          Announce
        </Button>
      </Stack>
    </form>
  );
}
