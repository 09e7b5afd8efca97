import { Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { agentMeQuery } from "../../agents/queries";
import type { AgentMe } from "../../api/types";
import { QueryView } from "../../foundation/QueryView";
import { interactionQuery } from "../../interactions/queries";
import { Script } from "./Script";
import { WrapUp } from "./WrapUp";

/** E: what is written about the call, while it runs or after. */
export function WrapUpPanel({ agent }: { agent: AgentMe }) {
  const call = agent.call ?? null;
  // Until the server says that the agent talks, the call is not theirs to write about; of a colleague's it never is.
  const rings = useQuery(agentMeQuery).data?.state === "ringing" && call?.direction === "inbound";
  const writes = call !== null && !rings && !call.consultFor;
  const query = useQuery({ ...interactionQuery(call?.id ?? ""), enabled: writes });
  return (
    <section className="deskWrap" aria-label="Wrap-up">
      {call && writes ? (
        <QueryView query={query} loading="Loading the wrap-up" quiet>
          {(detail) => <WrapUp key={call.id} agent={agent} call={call} detail={detail} />}
        </QueryView>
      ) : (
        <>
          <Title order={2}>Wrap-up</Title>
          {call && rings && <Script call={call} agentName={agent.name} />}
          <Text c="dimmed">
            {call?.consultFor
              ? `${call.consultFor.agent} writes the notes of this call.`
              : `Notes and disposition of ${call ? "this" : "the next"} call are written here, while you talk or after.`}
          </Text>
        </>
      )}
    </section>
  );
}
