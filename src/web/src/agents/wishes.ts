import { type QueryClient, useMutationState } from "@tanstack/react-query";
import type { AgentMe, CurrentCall, StateChange } from "../api/types";
import { serverNow } from "../foundation/clock";
import { type Phone, usePhone } from "../phone/phone";
import { agentMeQuery } from "./queries";

/** How the agent stands once the server has done what was just asked of it; the very same object where that is so already. */
export type Wish = (me: AgentMe) => AgentMe;

/** The mutations whose variables hold a wish. While one is under way the screens show it, whatever live updates say in between. */
export const wishing = ["wish"] as const;

interface Wishing {
  wish?: Wish;
}

// After this the server's word wins, also where it is another one.
const longestWait = 3000;
const pending = { mutationKey: wishing, status: "pending" } as const;

const at = () => new Date(serverNow()).toISOString();

const withCall = (id: string, change: (call: CurrentCall, me: AgentMe) => AgentMe): Wish => {
  return (me) => (me.call?.id === id ? change(me.call, me) : me);
};

/** Hold, or the end of it. */
export function wishHeld(id: string, held: boolean): Wish {
  const since = at();
  return withCall(id, (call, me) =>
    (call.state === "held") === held || (call.state !== "held" && call.state !== "talking")
      ? me
      : {
          ...me,
          state: held ? "onHold" : "onCall",
          since,
          call: { ...call, state: held ? "held" : "talking", since, heldSince: held ? since : null },
        },
  );
}

export const wishMuted = (id: string, muted: boolean): Wish =>
  withCall(id, (call, me) => (call.muted === muted ? me : { ...me, call: { ...call, muted } }));

/** The end of a conversation; what follows where none was yet, or where it is a colleague's, only the server knows. */
export function wishHungUp(id: string): Wish {
  const since = at();
  return withCall(id, (call, me) =>
    (call.state !== "talking" && call.state !== "held") || call.consultFor || call.transfer
      ? me
      : { ...me, state: "wrapUp", since, call: { ...call, state: "wrapUp", since, heldSince: null } },
  );
}

export const wishAnswered = (id: string): Wish =>
  withCall(id, (call, me) =>
    call.answerAsked || me.state !== "ringing" ? me : { ...me, call: { ...call, answerAsked: true } },
  );

/** Ready, away or signed out, between calls; after a call the notes come first. */
export function wishState({ state, reason }: StateChange): Wish {
  const since = at();
  return (me) =>
    me.call ||
    !["ready", "away", "signedOut"].includes(me.state) ||
    (me.state === state && (me.reason ?? null) === (reason ?? null))
      ? me
      : { ...me, state, reason, since };
}

const granted = (me: AgentMe, wishes: (Wishing | undefined)[]) =>
  wishes.reduce((shown, each) => each?.wish?.(shown) ?? shown, me);

// The browser's phone knows of the answer before the server does.
function answeredHere(me: AgentMe, phone: Phone["call"]): AgentMe {
  const { call } = me;
  const answers = phone === "answering" || phone === "talking" || call?.answerAsked;
  return call?.state === "offered" && call.direction === "inbound" && me.state === "ringing" && answers
    ? { ...me, state: "onCall", call: { ...call, state: "talking" } }
    : me;
}

/** The agent as the screens show them: the server's last word, and over it what was asked of it since. */
export function useShown(me: AgentMe): AgentMe {
  const wishes = useMutationState({ filters: pending, select: ({ state }) => state.variables as Wishing | undefined });
  return answeredHere(granted(me, wishes), usePhone().call);
}

/** The same at this very moment, for a key pressed twice before the screen was drawn anew. */
export function shownNow(queryClient: QueryClient): AgentMe | undefined {
  const me = queryClient.getQueryData(agentMeQuery.queryKey);
  const wishes = queryClient.getMutationCache().findAll(pending);
  return (
    me &&
    granted(
      me,
      wishes.map(({ state }) => state.variables as Wishing | undefined),
    )
  );
}

/** Reads the agent anew until the server says what was wished: a call is at its end some time after the hang-up was taken. */
export async function fulfilled(queryClient: QueryClient, wish: Wish | undefined): Promise<void> {
  const { queryKey } = agentMeQuery;
  const isSo = () => {
    const me = queryClient.getQueryData(queryKey);
    return !me || !wish || wish(me) === me;
  };
  await queryClient.invalidateQueries({ queryKey: ["me"] });
  // A live update in between has begun to read once more, and ended the reading before.
  while (queryClient.isFetching({ queryKey }) > 0) await queryClient.fetchQuery(agentMeQuery).catch(() => undefined);
  if (isSo()) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      unsubscribe();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, longestWait);
    const unsubscribe = queryClient.getQueryCache().subscribe(() => isSo() && done());
  });
}
