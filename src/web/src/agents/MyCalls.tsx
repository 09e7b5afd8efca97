import { Alert, Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { AgentMe, StateChange } from "../api/types";
import { WrapUpForm } from "../dispositions/WrapUpForm";
import { tell } from "../foundation/notify";
import { Page } from "../foundation/Page";
import { Empty, QueryView } from "../foundation/QueryView";
import { useCan } from "../identity/session";
import { MyRecentCalls } from "../interactions/MyRecentCalls";
import { interactionQuery } from "../interactions/queries";
import { claimDesk, useDesk } from "../phone/claim";
import { PhoneSetup } from "../phone/PhoneSetup";
import { CurrentCallCard } from "./CurrentCallCard";
import { Dial } from "./Dial";
import { NextState } from "./NextState";
import { agentMeQuery, useSetNextState } from "./queries";

/** Where an agent works: the phone, the call on it, its wrap-up, and the calls before. */
export function MyCalls() {
  const query = useQuery(agentMeQuery);
  return (
    <Page title="My calls" permission="agent.work">
      <QueryView query={query} loading="Loading your desk">
        {(agent) => <Desk agent={agent} />}
      </QueryView>
    </Page>
  );
}

function Desk({ agent }: { agent: AgentMe }) {
  const dialField = useRef<HTMLInputElement>(null);
  const mayCall = useCan()("calls.make");
  const call = agent.call ?? null;
  const desk = useDesk();
  const busy = call && call.state !== "wrapUp" ? "You are on a call." : undefined;
  return (
    <>
      {desk.takenOver && (
        <Alert color="red.9" role="alert" title="Your desk was opened at another place">
          <Button onClick={() => void claimDesk()}>Take it back</Button>
        </Alert>
      )}
      {agent.state === "phoneLost" && (
        <Alert color="red.9" role="alert" title="Your phone cannot be reached">
          Calls are paused. Look at the phone's network and registration below; you come back as soon as it answers.
        </Alert>
      )}
      <div className="desk">
        <CurrentCallCard call={call} onIdleDial={() => dialField.current?.focus()} />
        <div className="deskWrapUp">
          {call ? (
            <CallWrapUp key={call.id} agent={agent} id={call.id} />
          ) : (
            <Empty>The wrap-up of the next call is written here, while you talk or after.</Empty>
          )}
        </div>
        <Stack gap={12} className="deskRest">
          {mayCall && <Dial inputRef={dialField} disabledWhy={busy} />}
          <PhoneSetup />
        </Stack>
      </div>
      <MyRecentCalls currentId={call?.id} />
    </>
  );
}

function CallWrapUp({ agent, id }: { agent: AgentMe; id: string }) {
  const query = useQuery(interactionQuery(id));
  const setNext = useSetNextState();
  const [next, setNextShown] = useState<StateChange>({
    state: agent.nextState?.state === "away" ? "away" : "ready",
    reason: agent.nextState?.reason ?? undefined,
  });
  const choose = (change: StateChange) => {
    setNextShown(change);
    setNext.mutate(change);
  };
  const running = agent.call?.state !== "wrapUp";
  return (
    <QueryView query={query} loading="Loading the wrap-up">
      {(detail) => (
        <WrapUpForm
          call={detail}
          title="Wrap-up"
          submitWords="Save and next"
          notYet={running ? "Can be finished when the call has ended" : undefined}
          after={<NextState value={next} onChange={choose} />}
          then={{ nextState: next.state === "away" ? "away" : "ready", nextReason: next.reason }}
          onDone={() => tell("Wrap-up saved")}
        />
      )}
    </QueryView>
  );
}
