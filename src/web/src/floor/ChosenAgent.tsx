import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { stateWords } from "../agents/states";
import type { FloorAgent, FloorCall } from "../api/types";
import { secondsSince, useNow } from "../foundation/clock";
import { duration } from "../foundation/formats";
import { useCan } from "../identity/session";
import { chosenCallQuery } from "./queries";
import { callWords, flagsInWords, stateTime } from "./words";

/** The agent who is chosen in the table, in place: no overlay ever covers the floor. */
export function ChosenAgent({ agent, children }: { agent: FloorAgent | null; children: ReactNode }) {
  return (
    <section className="chosenAgent" aria-label="Chosen agent">
      {agent ? (
        <Known agent={agent}>{children}</Known>
      ) : (
        <Text c="dimmed">Choose an agent: click a row, or Tab to the table and use the arrows.</Text>
      )}
    </section>
  );
}

function Known({ agent, children }: { agent: FloorAgent; children: ReactNode }) {
  const now = useNow();
  return (
    <Stack gap={6}>
      <Title order={2}>{agent.name}</Title>
      <Text className="figures">
        {stateWords(agent.state, agent.reason)} {stateTime(agent, now)}
      </Text>
      {agent.flags.length > 0 && (
        <Text className="flagged" fw={600}>
          {flagsInWords(agent.flags)}
        </Text>
      )}
      {agent.call && <CallLine agent={agent} call={agent.call} />}
      <Text c="dimmed">
        Serves {agent.queues.map((queue) => queue.name).join(", ") || "no queue"}; {agent.callsToday} calls today
      </Text>
      {children}
    </Stack>
  );
}

function CallLine({ agent, call }: { agent: FloorAgent; call: FloorCall }) {
  const now = useNow();
  const may = useCan()("floor.lead");
  const initials = useQuery({ ...chosenCallQuery(agent.id, call.id), enabled: may }).data?.initials;
  return (
    <Text className="figures">
      {callWords(agent)}, {call.practice.name}, {duration(secondsSince(call.since, now))}
      {initials ? `, about ${initials}` : ""}
      {call.heldSince ? `; on hold ${duration(secondsSince(call.heldSince, now))}` : ""}
    </Text>
  );
}
