import { queryOptions } from "@tanstack/react-query";
import type { SipGuard } from "../api/types";
import { api, ask } from "../foundation/api";

/** Blocks come and go by themselves; nothing tells of each. */
export const sipGuardQuery = queryOptions({
  queryKey: ["sipGuard"],
  queryFn: async () => (await ask(api.GET("/api/sip-guard"))) as SipGuard,
  refetchInterval: 15_000,
});

const reasons: { [reason: string]: string } = {
  scanner: "A known scanner",
  probing: "Asked who is here",
  unknownUsers: "Tried users that do not exist",
  rubbish: "Sent what is no SIP",
  flood: "Sent too much",
  wrongPasswords: "Tried passwords",
};

export const reasonWords = (reason: string) => reasons[reason] ?? reason;
