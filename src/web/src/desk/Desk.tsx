import "./desk.css";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useCallControls } from "../agents/callControls";
import { agentMeQuery } from "../agents/queries";
import { useToldOfSignOut } from "../agents/signedOut";
import { useShown } from "../agents/wishes";
import type { AgentMe } from "../api/types";
import { QueryView } from "../foundation/QueryView";
import { useCan } from "../identity/session";
import { useDesk } from "../phone/claim";
import { CallBar } from "./bar/CallBar";
import { DeskViewProvider, useDeskView } from "./deskView";
import { PersonPanel } from "./person/PersonPanel";
import { PersonSummary } from "./person/PersonSummary";
import { TakenOver } from "./TakenOver";
import { WorkPanel } from "./work/WorkPanel";
import { WrapUpPanel } from "./wrapUp/WrapUpPanel";

/** Where an agent works all day: one frame for every call, in which nothing moves. */
export function Desk() {
  const allowed = useCan()("agent.work");
  const query = useQuery({ ...agentMeQuery, enabled: allowed });
  useEffect(() => {
    document.title = "Desk · Kindline";
  }, []);
  if (!allowed) {
    return <Text p="md">This page is not part of your role. Ask your administrator if it should be.</Text>;
  }
  return (
    <QueryView query={query} loading="Loading your desk" quiet>
      {(agent) => <Claimed agent={agent} />}
    </QueryView>
  );
}

function Claimed({ agent }: { agent: AgentMe }) {
  const { takenOver, taking } = useDesk();
  if (takenOver) return <TakenOver taking={taking} />;
  return (
    <DeskViewProvider>
      <Frame agent={agent} />
    </DeskViewProvider>
  );
}

function Frame({ agent: me }: { agent: AgentMe }) {
  const agent = useShown(me);
  const { narrow } = useDeskView();
  const controls = useCallControls(agent);
  useToldOfSignOut(me);
  const call = agent.call ?? null;
  return (
    <div className="deskFrame">
      <h1 className="visuallyHidden">Desk</h1>
      <CallBar agent={agent} controls={controls} />
      {narrow ? <PersonSummary call={call} /> : <PersonPanel call={call} />}
      <WorkPanel agent={agent} controls={controls} />
      <WrapUpPanel agent={agent} />
    </div>
  );
}
