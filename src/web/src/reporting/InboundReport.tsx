import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { InboundReport } from "../api/types";
import { calls, dayWords, hourWords, zoneWords } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { useMe } from "../identity/session";
import { Callers } from "./Callers";
import { InboundTable } from "./InboundTable";
import { csvAddress, daysOf, inboundReportQuery } from "./queries";
import { ReportFilters } from "./ReportFilters";
import type { ReportSearch } from "./reportSearch";

const route = getRouteApi("/shell/reports");

/** Inbound calls by day and hour. Every number opens the calls behind it. */
export function InboundReportPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const me = useMe();
  const practices = me?.practices ?? [];
  const practice = search.practice ?? practices[0]?.id;
  const chosen = { ...search, practice };
  const { queue, by = "day" } = search;
  const query = useQuery(inboundReportQuery({ ...daysOf(search), practice, queue, by }));
  const change = (patch: Partial<ReportSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...patch }), replace: true });
  return (
    <Page
      title="Inbound by day and hour"
      permission="reports.read"
      note={query.data && `Times in ${zoneWords(query.data.zone)}`}
      actions={
        <>
          {me?.hasTown && <Link to="/reports/town">Town</Link>}
          <Button variant="default" component="a" href={csvAddress(chosen)} download>
            CSV
          </Button>
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      <ReportFilters search={chosen} onChange={change} />
      <QueryView
        query={query}
        loading="Loading the report"
        isEmpty={(report) => report.rows.length === 0}
        empty="No inbound calls in these days."
      >
        {(report) => (
          <>
            <PeakHour report={report} />
            <InboundTable report={report} search={chosen} />
            <Callers report={report} search={chosen} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function PeakHour({ report: { peakHour, stillRunning } }: { report: InboundReport }) {
  const day = peakHour?.day ? `${dayWords(peakHour.day.slice(0, 10))}, ` : "";
  const peak = peakHour && `Peak hour: ${day}${hourWords(peakHour.hour)}, ${calls(peakHour.received)} received.`;
  const running = stillRunning > 0 && `${stillRunning} still running are counted when they end.`;
  return <div>{[peak, running].filter(Boolean).join(" ")}</div>;
}
