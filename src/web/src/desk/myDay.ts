import { queryOptions } from "@tanstack/react-query";
import type { Interaction } from "../api/types";
import { api, ask } from "../foundation/api";
import { serverNow } from "../foundation/clock";
import { dayOf, startOfDay } from "../foundation/formats";

/** What an agent handled since midnight; the average is in seconds and counts talk, hold and wrap-up. */
export interface MyDay {
  handled: number;
  averageHandle: number | null;
}

/** Handled calls and their average handle time. */
export function dayOfCalls(calls: Interaction[]): MyDay {
  const handled = calls.filter((call) => call.outcome === "handled");
  const seconds = handled.map((call) => (call.talkSeconds ?? 0) + call.holdSeconds + (call.wrapUpSeconds ?? 0));
  const sum = seconds.reduce((a, b) => a + b, 0);
  return { handled: handled.length, averageHandle: handled.length > 0 ? sum / handled.length : null };
}

export const myDayQuery = queryOptions({
  queryKey: ["me", "day"],
  queryFn: async () => {
    const from = startOfDay(dayOf(serverNow()));
    const query = { mine: true, from, size: 200 };
    return dayOfCalls((await ask(api.GET("/api/interactions", { params: { query } }))).items);
  },
  staleTime: 60_000,
});
