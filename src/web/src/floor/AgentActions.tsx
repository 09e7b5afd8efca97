import { Button, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { awayReasons } from "../agents/states";
import type { FloorAgent, FloorQueue } from "../api/types";
import { useCan, useMe } from "../identity/session";
import { AnnounceForm } from "./AnnounceForm";
import type { FloorActions } from "./actions";
import { MoveForm } from "./MoveForm";

export type Panel = "state" | "move" | "announce" | null;

interface AgentActionsProps {
  agent: FloorAgent;
  queues: FloorQueue[];
  actions: FloorActions;
  panel: Panel;
  onPanel: (panel: Panel) => void;
}

/** What can be done with the chosen agent, with the key of the table on each button. */
export function AgentActions({ agent, queues, actions, panel, onPanel }: AgentActionsProps) {
  const can = useCan();
  if (!can("floor.lead")) return null;
  const toggle = (wanted: Panel) => onPanel(panel === wanted ? null : wanted);
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
      {panel === "state" && (
        <Group gap={6}>
          {awayReasons.map((reason) => (
            <Action key={reason} onClick={() => void actions.setState(agent, "away", reason).then(() => onPanel(null))}>
              {reason}
            </Action>
          ))}
          <Action onClick={() => void actions.setState(agent, "signedOut").then(() => onPanel(null))}>Sign out</Action>
        </Group>
      )}
      {panel === "move" && <MoveForm agent={agent} queues={queues} actions={actions} onDone={() => onPanel(null)} />}
      {panel === "announce" && <AnnounceForm agent={agent} actions={actions} onDone={() => onPanel(null)} />}
    </Stack>
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
