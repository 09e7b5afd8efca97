import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Interaction } from "../api/types";
import { QueryView } from "../foundation/QueryView";
import { CallsTable } from "./CallsTable";
import { needsWrapUp } from "./needsWrapUp";
import { interactionsQuery } from "./queries";

/** Calls whose wrap-up is missing come first, each part newest first. */
export function missingFirst(calls: Interaction[]): Interaction[] {
  const rank = (call: Interaction) => (needsWrapUp(call) ? 0 : 1);
  return calls.toSorted((a, b) => rank(a) - rank(b) || b.startedAt.localeCompare(a.startedAt));
}

/** The agent's own calls, without the one on the phone. */
export function MyRecentCalls({ currentId }: { currentId?: string }) {
  const query = useQuery(interactionsQuery({ mine: true, size: 25 }));
  const others = (calls: Interaction[]) => missingFirst(calls.filter((call) => call.id !== currentId));
  return (
    <>
      <Title order={2}>My recent calls</Title>
      <QueryView
        query={query}
        loading="Loading your calls"
        isEmpty={(list) => others(list.items).length === 0}
        empty="No calls yet. They appear here when they have ended, those without a wrap-up first."
      >
        {(list) => <CallsTable calls={others(list.items)} label="My recent calls" />}
      </QueryView>
    </>
  );
}
