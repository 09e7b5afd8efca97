import "./floor.css";
import { Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Floor } from "../api/types";
import { QueryView } from "../foundation/QueryView";
import { useCan } from "../identity/session";
import { AgentActions } from "./AgentActions";
import { AgentTable } from "./AgentTable";
import { AlertList } from "./AlertList";
import { useFloorActions } from "./actions";
import { useAgentForm } from "./agentForm";
import { ChosenAgent } from "./ChosenAgent";
import { DayStrip } from "./DayStrip";
import { FloorFilters } from "./FloorFilters";
import { FloorMoves } from "./FloorMoves";
import { QueueList } from "./QueueList";
import { floorQuery } from "./queries";

/** Who waits and who works, now: queues, agents, what needs a look, and the day so far. */
export function FloorPage() {
  const allowed = useCan()("agents.read");
  const query = useQuery({ ...floorQuery, enabled: allowed });
  useEffect(() => {
    document.title = "Floor · Kindline";
  }, []);
  if (!allowed) {
    return <Text p="md">This page is not part of your role. Ask your administrator if it should be.</Text>;
  }
  return (
    <div className="floorFrame">
      <h1 className="visuallyHidden">Floor</h1>
      <QueryView query={query} loading="Loading the floor">
        {(floor) => <Frame floor={floor} />}
      </QueryView>
    </div>
  );
}

function Frame({ floor }: { floor: Floor }) {
  const { practice, team } = useSearch({ from: "/shell/floor" });
  const navigate = useNavigate();
  const [find, setFind] = useState("");
  const [chosenId, setChosen] = useState<string | null>(null);
  const form = useAgentForm();
  const actions = useFloorActions();
  const can = useCan();
  const inPractice = (id: string) => !practice || id === practice;
  const agents = floor.agents.filter(
    (agent) =>
      (!practice || agent.practices.includes(practice)) &&
      (!team || agent.team === team) &&
      agent.name.toLowerCase().includes(find.trim().toLowerCase()),
  );
  const queues = floor.queues.filter((queue) => inPractice(queue.practice.id));
  const queueIds = new Set(queues.map((queue) => queue.id));
  const agentIds = new Set(floor.agents.filter((agent) => agents.includes(agent)).map((agent) => agent.id));
  const alerts = floor.alerts.filter((alert) =>
    alert.queue ? queueIds.has(alert.queue.id) : alert.agent ? agentIds.has(alert.agent.id) : true,
  );
  const chosen = floor.agents.find((agent) => agent.id === chosenId) ?? null;
  const choose = (id: string) => {
    setChosen(id);
    form.close();
  };
  const onKey = (key: string): boolean => {
    if (key === "Ctrl+Z") void actions.undo();
    else if (!chosen || !can("floor.lead")) return false;
    else if (key === "L") void actions.coach(chosen, "listen");
    else if (key === "W") void actions.coach(chosen, "whisper");
    else if (key === "B") void actions.barge(chosen);
    else if (key === "M") form.open("move");
    else if (key === "S") form.open("state");
    else return false;
    return true;
  };
  return (
    <div className="floorGrid">
      <section className="floorQueues" aria-label="Queues">
        <FloorFilters
          floor={floor}
          practice={practice}
          team={team}
          onChange={(search) => void navigate({ to: "/floor", search, replace: true })}
        />
        <QueueList queues={queues} />
        <FloorMoves moves={floor.moves} queues={floor.queues} actions={actions} />
        <Anchor component={Link} to="/board" p={8}>
          TV board
        </Anchor>
      </section>
      <AgentTable agents={agents} find={find} onFind={setFind} chosen={chosenId} onChoose={choose} onKey={onKey} />
      <aside className="floorSide" aria-label="Alerts and the chosen agent">
        <AlertList alerts={alerts} />
        <ChosenAgent agent={chosen}>
          {chosen && <AgentActions agent={chosen} queues={floor.queues} actions={actions} form={form} />}
        </ChosenAgent>
      </aside>
      <DayStrip days={floor.days.filter((day) => inPractice(day.practice))} />
    </div>
  );
}
