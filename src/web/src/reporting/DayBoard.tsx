import { Button, Select, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { DayBoard, DayFigure } from "../api/types";
import { DayStrip } from "../floor/DayStrip";
import { floorQuery } from "../floor/queries";
import { calls, dayWords, figure, hourWords, zoneWords } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { useCan, useMe } from "../identity/session";
import { usePracticeOptions } from "../routing/queries";
import { AgentDays } from "./AgentDays";
import { dayBoardQuery } from "./dayQueries";
import { FigureTable } from "./FigureTable";
import { TargetField } from "./TargetField";

const route = getRouteApi("/shell/today");

/** A practice's day so far against its targets; every number opens the calls behind it. */
export function DayBoardPage() {
  const me = useMe();
  const can = useCan();
  const navigate = route.useNavigate();
  const practice = route.useSearch().practice ?? me?.practices[0]?.id;
  const query = useQuery({ ...dayBoardQuery(practice), enabled: can("reports.read") });
  const board = query.data;
  return (
    <Page
      title="Today"
      permission="reports.read"
      note={board && `${dayWords(board.day)}, times in ${zoneWords(board.zone)}`}
      actions={
        <Button variant="default" onClick={() => window.print()}>
          Print
        </Button>
      }
    >
      <Select
        label="Practice"
        w={240}
        className="noPrint"
        allowDeselect={false}
        data={usePracticeOptions()}
        value={practice ?? null}
        onChange={(chosen) => void navigate({ search: { practice: chosen ?? undefined }, replace: true })}
      />
      <QueryView query={query} loading="Loading the day">
        {(found) => <Figures board={found} mayEdit={can("targets.edit")} />}
      </QueryView>
      {practice && can("agents.read") && (
        <>
          <Title order={2}>By half hour</Title>
          <HalfHours practice={practice} />
          <Title order={2}>Agents</Title>
          <AgentDays practice={practice} mayEdit={can("targets.edit")} />
        </>
      )}
    </Page>
  );
}

function Figures({ board, mayEdit }: { board: DayBoard; mayEdit: boolean }) {
  const { id: practice } = board.practice;
  const rows = (line: DayFigure) => {
    const words = figure(line.value, line.unit);
    if (words === "–") return words;
    return (
      <Link to="/reports/rows" search={{ practice, from: board.day, to: board.day, column: line.key }}>
        {words}
      </Link>
    );
  };
  return (
    <>
      <div>{soFar(board)}</div>
      <FigureTable
        label="Today against the targets"
        figures={board.figures}
        value={rows}
        target={mayEdit ? (line) => <TargetField practice={practice} line={line} /> : undefined}
      />
    </>
  );
}

function soFar({ peakHour, stillRunning }: DayBoard): string {
  const peak = peakHour && `Peak hour so far: ${hourWords(peakHour.hour)}, ${calls(peakHour.received)} received.`;
  const running = stillRunning > 0 && `${calls(stillRunning)} still running, counted when over.`;
  return [peak, running].filter(Boolean).join(" ") || "No call has ended yet today.";
}

function HalfHours({ practice }: { practice: string }) {
  return (
    <QueryView query={useQuery(floorQuery)} loading="Loading the half hours">
      {(floor) => <DayStrip days={floor.days.filter((day) => day.practice === practice)} />}
    </QueryView>
  );
}
