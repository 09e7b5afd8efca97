import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { FloorAgent, MoveInput } from "../api/types";
import { api, ask } from "../foundation/api";
import { tell, tellFailure, tellUndo } from "../foundation/notify";
import { openPhone } from "../phone/claim";

export type CoachMode = "listen" | "whisper" | "barge";

/** How long a first press of B waits for the second, in milliseconds. */
const bargeWithin = 3000;

const names = (agents: { name: string }[]) => agents.map((agent) => agent.name).join(", ");

/** What somebody who leads does on the floor; each says what came of it, once, at the bottom left. */
export function useFloorActions() {
  const queryClient = useQueryClient();
  const lastMove = useRef<string | null>(null);
  const armed = useRef<{ agent: string; at: number } | null>(null);
  const act = async (doing: () => Promise<void>) => {
    try {
      await doing();
    } catch (error) {
      tellFailure(error);
    }
    void queryClient.invalidateQueries({ queryKey: ["floor"] });
  };

  const undo = (move = lastMove.current) =>
    act(async () => {
      if (!move) return tell("Nothing to undo");
      lastMove.current = null;
      await ask(api.POST("/api/floor/moves/{id}/undo", { params: { path: { id: move } } }));
      tell("Moved back");
    });

  const coach = (agent: FloorAgent, mode: CoachMode) =>
    act(async () => {
      if (!agent.call) return tell(`${agent.name} is on no call: nothing to listen to`);
      if (!agent.call.coach) await openPhone();
      await ask(api.POST("/api/floor/agents/{id}/coach", { params: { path: { id: agent.id } }, body: { mode } }));
      tell(agent.call?.coach ? `You ${mode} now` : `Your phone rings: you ${mode} on the call of ${agent.name}`);
    });

  return {
    undo,
    coach,
    /** The patient will hear it, so one press only asks. */
    barge: (agent: FloorAgent) => {
      const sure = armed.current?.agent === agent.id && Date.now() - armed.current.at < bargeWithin;
      armed.current = sure ? null : { agent: agent.id, at: Date.now() };
      if (sure) return coach(agent, "barge");
      tell(`Press B or Barge again: ${agent.name} and the caller will hear you`);
      return Promise.resolve();
    },
    leave: () => act(async () => void (await ask(api.POST("/api/floor/coaching/end")))),
    setState: (agent: FloorAgent, state: "away" | "signedOut", reason?: string) =>
      act(async () => {
        const path = { params: { path: { id: agent.id } }, body: { state, reason } };
        const { when } = await ask(api.PUT("/api/floor/agents/{id}/state", path));
        const what = state === "away" ? `away: ${reason}` : "signed out";
        tell(`${agent.name} is ${what}${when === "afterCall" ? ", after the work at hand" : ""}`);
      }),
    move: (input: MoveInput) =>
      act(async () => {
        const { id, agents } = await ask(api.POST("/api/floor/moves", { body: input }));
        lastMove.current = id;
        tellUndo(`Moved ${names(agents)}`, () => void undo(id));
      }),
    announce: (text: string, agent?: string) =>
      act(async () => {
        const { desks } = await ask(api.POST("/api/floor/announcements", { body: { text, agent } }));
        tell(desks === 1 ? "Announced at one desk" : `Announced at ${desks} desks`);
      }),
  };
}

export type FloorActions = ReturnType<typeof useFloorActions>;
