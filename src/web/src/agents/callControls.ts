import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AgentMe, CurrentCall, TransferInput } from "../api/types";
import { ApiError, api, ask } from "../foundation/api";
import { tell, tellFailure } from "../foundation/notify";
import { phone, usePhone } from "../phone/phone";
import { agentMeQuery } from "./queries";

/** One thing an agent can do with a call: doing it, or in words why it cannot be done now. */
export interface Control {
  run: () => void;
  why: string | null;
}

const noCall = "There is no call";
const ringsOnly = "The call is not answered yet";
const over = "The call has ended";
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

const path = (id: string) => ({ params: { path: { id } } });

/** Everything an agent can do with the call on the phone now, each with why not. */
export function useCallControls(agent: AgentMe) {
  const call = agent.call ?? null;
  const browser = agent.phone.kind === "browser";
  const shown = usePhone();
  const rings = shown.call === "ringing";
  const muted = shown.muted || (call?.muted ?? false);
  const queryClient = useQueryClient();
  const act = useMutation({
    mutationFn: ({ what }: { name: string; what: () => Promise<unknown> }) => what(),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["me"] }),
  });
  const emergency = useMutation({
    mutationFn: (id: string) => ask(api.POST("/api/calls/{id}/emergency", path(id))),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["me"] }),
  });
  // While one is under way a second press of its key counts for nothing; another key always counts.
  const control = (name: string, why: string | null, what: (id: string) => Promise<unknown>): Control => ({
    why,
    run: () => {
      if (why) tell(why);
      else if (call && !(act.isPending && act.variables.name === name)) act.mutate({ name, what: () => what(call.id) });
    },
  });

  const toggling = useMutation({
    scope: { id: "toggle" },
    mutationFn: (what: () => Promise<unknown>) => what(),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["me"] }),
  });
  // Pressed twice, a toggle goes there and back: each press waits for the one before and looks anew at how things stand.
  const toggle = (why: string | null, what: (now: CurrentCall) => Promise<unknown>): Control => ({
    why,
    run: () => {
      if (why) tell(why);
      else
        toggling.mutate(async () => {
          const now = queryClient.getQueryData(agentMeQuery.queryKey)?.call;
          return now ? what(now) : null;
        });
    },
  });

  const dead = deadWhy(agent);
  const consult = call?.transfer?.consult ? call.transfer : null;
  const held = call?.state === "held";
  const mayHold = dead ?? (consult ? consulting : null);
  const consultOnly = consult ? null : "Nobody is consulted";
  return {
    muted,
    held,
    consult,
    answer: rings ? { why: null, run: () => phone.answer() } : control("answer", answerWhy(agent), answer),
    mute: toggle(dead, (now) => {
      if (browser) phone.mute(!now.muted);
      return ask(api.POST("/api/calls/{id}/mute", { ...path(now.id), body: { muted: !now.muted } }));
    }),
    hold: toggle(mayHold, ({ id, state }) =>
      ask(state === "held" ? api.POST("/api/calls/{id}/resume", path(id)) : api.POST("/api/calls/{id}/hold", path(id))),
    ),
    hangUp: control("hangUp", dead === ringsOnly ? null : dead, hangUp),
    park: control("park", mayHold, async (id) => {
      const { slot } = await ask(api.POST("/api/calls/{id}/park", path(id)));
      tell(`Parked at ${slot}`);
      void queryClient.invalidateQueries({ queryKey: ["parked"] });
    }),
    complete: control("complete", consultOnly, (id) => ask(api.POST("/api/calls/{id}/transfer/complete", path(id)))),
    back: control("back", consultOnly, (id) => ask(api.POST("/api/calls/{id}/transfer/cancel", path(id)))),
    join: control("join", consultOnly, (id) => ask(api.POST("/api/calls/{id}/transfer/join", path(id)))),
    keypad: dead,
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
