import { Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { AgentMe } from "../../api/types";
import { QueryView } from "../../foundation/QueryView";
import { interactionQuery } from "../../interactions/queries";
import { WrapUp } from "./WrapUp";

/** E: what is written about the call, while it runs or after. */
export function WrapUpPanel({ agent }: { agent: AgentMe }) {
  const call = agent.call ?? null;
  const query = useQuery({ ...interactionQuery(call?.id ?? ""), enabled: call !== null });
  return (
    <section className="deskWrap" aria-label="Wrap-up">
      {call ? (
        <QueryView query={query} loading="Loading the wrap-up">
          {(detail) => <WrapUp key={call.id} agent={agent} call={call} detail={detail} />}
        </QueryView>
      ) : (
        <>
          <Title order={2}>Wrap-up</Title>
          <Text c="dimmed">Notes and disposition of the next call are written here, while you talk or after.</Text>
        </>
      )}
    </section>
  );
}
