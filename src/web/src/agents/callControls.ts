import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { CurrentCall } from "../api/types";
import { api, ask } from "../foundation/api";
import { tellFailure } from "../foundation/notify";
import { phone, usePhone } from "../phone/phone";

type Control = "answer" | "hold" | "resume" | "hangup";

const send = (id: string, control: Control) => {
  const params = { params: { path: { id } } };
  switch (control) {
    case "answer":
      return ask(api.POST("/api/calls/{id}/answer", params));
    case "hold":
      return ask(api.POST("/api/calls/{id}/hold", params));
    case "resume":
      return ask(api.POST("/api/calls/{id}/resume", params));
    case "hangup":
      return ask(api.POST("/api/calls/{id}/hangup", params));
  }
};

/** What the agent can do with the call now, and why not. */
export function useCallControls(call: CurrentCall | null | undefined) {
  const queryClient = useQueryClient();
  const control = useMutation({
    mutationFn: (what: Control) => (call ? send(call.id, what) : Promise.resolve(null)),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["me"] }),
  });
  const { kind, call: onPhone } = usePhone();
  const rings = onPhone === "ringing";
  const state = call?.state;
  const held = state === "held";
  const connected = state === "talking" || held;
  const doing = (what: Control, allowed: boolean) => () => {
    if (allowed && !control.isPending) control.mutate(what);
  };
  return {
    pending: control.isPending ? control.variables : undefined,
    ringing: rings || state === "offered",
    connected,
    held,
    answer: kind === "registered" ? () => phone.answer() : doing("answer", state === "offered"),
    holdOrResume: doing(held ? "resume" : "hold", connected),
    hangUp: doing("hangup", state !== undefined && state !== "wrapUp" && state !== "ended"),
  };
}
