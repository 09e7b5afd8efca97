import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AgentMe, CurrentCall, TransferInput } from "../api/types";
import { ApiError, api, ask } from "../foundation/api";
import { tell, tellFailure } from "../foundation/notify";
import { phone, usePhone } from "../phone/phone";
import { agentMeQuery } from "./queries";
import { fulfilled, shownNow, type Wish, wishAnswered, wishHeld, wishHungUp, wishing, wishMuted } from "./wishes";

/** One thing an agent can do with a call: doing it, or in words why it cannot be done now. */
export interface Control {
  run: () => void;
  why: string | null;
}

const noCall = "There is no call";
const ringsOnly = "The call is not answered yet";
const over = "The call has ended";
const ringsHere = "It rings at you: answer it, or leave it to the next agent";
const consulting = "Somebody else is on the line with you: end that first";

/** Why a control of a call in conversation is dead, or null. */
function deadWhy({ call, state }: AgentMe): string | null {
  if (!call) return noCall;
  if (state === "ringing") return ringsOnly;
  if (call.state === "wrapUp" || call.state === "ended") return over;
  return call.state === "talking" || call.state === "held" || call.state === "consulting" ? null : ringsOnly;
}

// A colleague who is asked about a running call rings too, so it is the agent's state that counts.
function answerWhy({ call, state, phone: { kind } }: AgentMe): string | null {
  if (!call) return noCall;
  if (state !== "ringing" && call.state !== "offered") return call.state === "wrapUp" ? over : "The call is answered";
  return kind === "sip" ? "Answer at your desk phone" : null;
}

function emergencyWhy(call: CurrentCall | null): string | null {
  if (!call) return "There is no call. 911 can be dialled at Dial";
  return call.state === "wrapUp" || call.state === "ended" ? over : null;
}

// Before the page's phone rings: the server keeps the wish until it does.
const answer = (id: string) => ask(api.POST("/api/calls/{id}/answer", path(id)));

// The server's word ends a call; with the server away the browser's own phone still can.
async function hangUp(id: string) {
  try {
    await ask(api.POST("/api/calls/{id}/hangup", path(id)));
  } catch (error) {
    if (error instanceof ApiError && error.status === 0) phone.hangUp();
    else throw error;
  }
}

/** The hang-up and what comes after the call wait for each other. */
export const ending = { id: "ending" } as const;

interface Act {
  name: string;
  what: () => Promise<unknown>;
  wish?: Wish;
}

interface Toggle {
  isOn: (call: CurrentCall) => boolean;
  turn: (id: string, on: boolean) => Promise<unknown>;
  wish: (id: string, on: boolean) => Wish;
}

const holding: Toggle = {
  isOn: ({ state }) => state === "held",
  turn: (id, on) => ask(on ? api.POST("/api/calls/{id}/hold", path(id)) : api.POST("/api/calls/{id}/resume", path(id))),
  wish: wishHeld,
};

const muting: Toggle = {
  isOn: ({ muted }) => muted,
  turn: (id, on) => ask(api.POST("/api/calls/{id}/mute", { ...path(id), body: { muted: on } })),
  wish: wishMuted,
};

const path = (id: string) => ({ params: { path: { id } } });

/** Everything an agent can do with the call on the phone now, each with why not. */
export function useCallControls(agent: AgentMe) {
  const call = agent.call ?? null;
  const browser = agent.phone.kind === "browser";
  const shown = usePhone();
  const rings = shown.call === "ringing";
  const muted = shown.muted || (call?.muted ?? false);
  const queryClient = useQueryClient();
  const wished = {
    mutationKey: wishing,
    mutationFn: ({ what }: Act) => what(),
    onSuccess: (_: unknown, { wish }: Act) => fulfilled(queryClient, wish),
    onError: (error: unknown) => {
      tellFailure(error);
      void queryClient.invalidateQueries({ queryKey: ["me"] });
    },
  };
  const act = useMutation(wished);
  const end = useMutation({ ...wished, scope: ending });
  const emergency = useMutation({
    mutationFn: (id: string) => ask(api.POST("/api/calls/{id}/emergency", path(id))),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["me"] }),
  });
  // While one is under way a second press of its key counts for nothing; another key always counts.
  const control = (
    name: string,
    why: string | null,
    what: (id: string) => Promise<unknown>,
    wish?: (id: string) => Wish,
    by = act,
  ): Control => ({
    why,
    run: () => {
      if (why) tell(why);
      else if (call && !(by.isPending && by.variables.name === name)) {
        by.mutate({ name, what: () => what(call.id), wish: wish?.(call.id) });
      }
    },
  });

  const toggling = useMutation({ ...wished, scope: { id: "toggle" } });
  // Pressed twice, a toggle goes there and back: each press turns round what is shown, and is asked of the server after the one before.
  const toggle = (name: string, why: string | null, { isOn, turn, wish }: Toggle): Control => ({
    why,
    run: () => {
      const now = shownNow(queryClient)?.call;
      if (why) tell(why);
      else if (now) {
        const on = !isOn(now);
        const what = async () => {
          const before = queryClient.getQueryData(agentMeQuery.queryKey)?.call;
          return before?.id === now.id && isOn(before) !== on ? turn(now.id, on) : null;
        };
        // The page's own microphone is silent at once.
        if (name === "mute" && browser) phone.mute(on);
        toggling.mutate({ name, what, wish: wish(now.id, on) });
      }
    },
  });

  const dead = deadWhy(agent);
  const consult = call?.transfer?.consult ? call.transfer : null;
  const held = call?.state === "held";
  // Whoever was asked about a call is a guest on it.
  const guest = call?.consultFor ? `The call is ${call.consultFor.agent}'s` : null;
  const mayHold = dead ?? guest ?? (consult ? consulting : null);
  // A call of one's own can be taken back while one's phone rings for it, and who is asked can decline.
  const ownRings = call?.direction === "outbound" || Boolean(call?.consultFor);
  const consultOnly = consult ? null : "Nobody is consulted";
  return {
    muted,
    held,
    consult,
    answer: rings
      ? { why: null, run: () => phone.answer() }
      : control("answer", answerWhy(agent), answer, wishAnswered),
    mute: toggle("mute", dead, muting),
    hold: toggle("hold", mayHold, holding),
    hangUp: control("hangUp", dead === ringsOnly ? (ownRings ? null : ringsHere) : dead, hangUp, wishHungUp, end),
    park: control("park", mayHold, async (id) => {
      const { slot } = await ask(api.POST("/api/calls/{id}/park", path(id)));
      tell(`Parked at ${slot}`);
      void queryClient.invalidateQueries({ queryKey: ["parked"] });
    }),
    complete: control("complete", consultOnly, (id) => ask(api.POST("/api/calls/{id}/transfer/complete", path(id)))),
    back: control("back", consultOnly, (id) => ask(api.POST("/api/calls/{id}/transfer/cancel", path(id)))),
    join: control("join", consultOnly, (id) => ask(api.POST("/api/calls/{id}/transfer/join", path(id)))),
    keypad: dead ?? guest,
    transfer: mayHold,
    digits: (digits: string) => {
      const what = () => ask(api.POST("/api/calls/{id}/digits", { ...path(call?.id ?? ""), body: { digits } }));
      if (call) act.mutate({ name: "digits", what });
    },
    transferTo: (target: TransferInput) => {
      const what = () => ask(api.POST("/api/calls/{id}/transfer", { ...path(call?.id ?? ""), body: target }));
      if (call) act.mutate({ name: "transfer", what });
    },
    emergency: {
      why: emergencyWhy(call),
      raise: () => call && emergency.mutate(call.id),
      raised: emergency.data?.interactionId === call?.id ? emergency.data : undefined,
    },
  };
}

export type CallControls = ReturnType<typeof useCallControls>;
