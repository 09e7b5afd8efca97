import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { InboundReport } from "../api/types";
import { dayWords, hourWords, zoneWords } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
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
  const { practice, queue, by = "day" } = search;
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
          <Button variant="default" component="a" href={csvAddress(search)} download>
            CSV
          </Button>
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      <ReportFilters search={search} onChange={change} />
      <QueryView
        query={query}
        loading="Loading the report"
        isEmpty={(report) => report.rows.length === 0}
        empty="No inbound calls in these days."
      >
        {(report) => (
          <>
            <PeakHour peak={report.peakHour} />
            <InboundTable report={report} search={search} />
            <Callers report={report} search={search} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function PeakHour({ peak }: { peak: InboundReport["peakHour"] }) {
  if (!peak) return null;
  const day = peak.day ? `${dayWords(peak.day.slice(0, 10))}, ` : "";
  return (
    <div>
      Peak hour: {day}
      {hourWords(peak.hour)}, {peak.received.toLocaleString("en-US")} calls received
    </div>
  );
}
