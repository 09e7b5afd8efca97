import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { FloorMove, FloorQueue } from "../api/types";
import { useCan } from "../identity/session";
import { AnnounceForm } from "./AnnounceForm";
import type { FloorActions } from "./actions";
import { MoveForm } from "./MoveForm";

interface FloorMovesProps {
  moves: FloorMove[];
  queues: FloorQueue[];
  actions: FloorActions;
}

const words = ({ agents, from, to, percent, heldMinutes }: FloorMove) =>
  `${agents.length} ${from ? `from ${from.name} ` : ""}to ${to.name}${heldMinutes ? ` until ${percent} % has held ${heldMinutes} min` : ""}`;

/** Who is moved just now, with the way back, and the two things that concern everybody. */
export function FloorMoves({ moves, queues, actions }: FloorMovesProps) {
  const [panel, setPanel] = useState<"take" | "announce" | null>(null);
  if (!useCan()("floor.lead")) return null;
  return (
    <Stack gap={6} p={8}>
      {moves.map((move) => (
        <Group key={move.id} gap={6} wrap="nowrap" justify="space-between">
          <Text size="xs" title={move.agents.map((agent) => agent.name).join(", ")}>
            {words(move)}
          </Text>
          <Button size="xs" h={32} variant="default" flex="none" onClick={() => void actions.undo(move.id)}>
            Undo
          </Button>
        </Group>
      ))}
      <Group gap={6} grow>
        <Button size="xs" h={32} variant="default" onClick={() => setPanel(panel === "take" ? null : "take")}>
          Take agents
        </Button>
        <Button size="xs" h={32} variant="default" onClick={() => setPanel(panel === "announce" ? null : "announce")}>
          Announce to all
        </Button>
      </Group>
      {panel === "take" && <MoveForm queues={queues} actions={actions} onDone={() => setPanel(null)} />}
      {panel === "announce" && <AnnounceForm actions={actions} onDone={() => setPanel(null)} />}
    </Stack>
  );
}
