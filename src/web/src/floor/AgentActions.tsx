import { Button, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { awayReasons } from "../agents/states";
import type { FloorAgent, FloorQueue } from "../api/types";
import { useCan, useMe } from "../identity/session";
import { AnnounceForm } from "./AnnounceForm";
import type { FloorActions } from "./actions";
import { type AgentForm, agentFormId, type Panel } from "./agentForm";
import { MoveForm } from "./MoveForm";

interface AgentActionsProps {
  agent: FloorAgent;
  queues: FloorQueue[];
  actions: FloorActions;
  form: AgentForm;
}

/** What can be done with the chosen agent, with the key of the table on each button. */
export function AgentActions({ agent, queues, actions, form }: AgentActionsProps) {
  const can = useCan();
  if (!can("floor.lead")) return null;
  const { panel, close } = form;
  const toggle = (wanted: Panel) => (panel === wanted ? close() : form.open(wanted));
  return (
    <Stack gap={8}>
      {can("calls.coach") && <CoachButtons agent={agent} actions={actions} />}
      <Group gap={6}>
        <Action pressed={panel === "state"} onClick={() => toggle("state")}>
          State (S)
        </Action>
        <Action pressed={panel === "move"} onClick={() => toggle("move")}>
          Move (M)
        </Action>
        <Action pressed={panel === "announce"} onClick={() => toggle("announce")}>
          Announce
        </Action>
      </Group>
      {panel && (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape from any of its fields
        <div id={agentFormId} onKeyDown={form.onKeyDown}>
          {panel === "state" && <StateChoice agent={agent} actions={actions} onDone={close} />}
          {panel === "move" && <MoveForm agent={agent} queues={queues} actions={actions} onDone={close} />}
          {panel === "announce" && <AnnounceForm agent={agent} actions={actions} onDone={close} />}
        </div>
      )}
    </Stack>
  );
}

interface StateChoiceProps {
  agent: FloorAgent;
  actions: FloorActions;
  onDone: () => void;
}

function StateChoice({ agent, actions, onDone }: StateChoiceProps) {
  return (
    <Group gap={6}>
      {awayReasons.map((reason) => (
        <Action key={reason} onClick={() => void actions.setState(agent, "away", reason).then(onDone)}>
          {reason}
        </Action>
      ))}
      <Action onClick={() => void actions.setState(agent, "signedOut").then(onDone)}>Sign out</Action>
    </Group>
  );
}

function CoachButtons({ agent, actions }: { agent: FloorAgent; actions: FloorActions }) {
  const me = useMe()?.id;
  const coach = agent.call?.coach ?? null;
  const mine = coach?.id === me;
  const mode = mine ? coach?.mode : null;
  const dead = !agent.call || agent.id === me || (coach !== null && !mine);
  return (
    <>
      <Group gap={6}>
        <Action pressed={mode === "listen"} disabled={dead} onClick={() => void actions.coach(agent, "listen")}>
          Listen (L)
        </Action>
        <Action pressed={mode === "whisper"} disabled={dead} onClick={() => void actions.coach(agent, "whisper")}>
          Whisper (W)
        </Action>
        <Action pressed={mode === "barge"} disabled={dead} onClick={() => void actions.barge(agent)}>
          Barge (B B)
        </Action>
        {mine && <Action onClick={() => void actions.leave()}>Leave</Action>}
      </Group>
      <Text size="xs" c="dimmed">
        {coach
          ? `${mine ? "You" : coach.name}: ${coach.mode}`
          : agent.call
            ? "Your own phone rings and joins the call."
            : "On no call: nothing to listen to."}
      </Text>
    </>
  );
}

interface ActionProps {
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Action({ pressed, disabled, onClick, children }: ActionProps) {
  return (
    <Button
      size="xs"
      h={32}
      variant={pressed ? "filled" : "default"}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
