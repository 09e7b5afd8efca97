import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { calls, dayWords, hourWords, zoneWords } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { Pages } from "../foundation/Pages";
import { QueryView } from "../foundation/QueryView";
import { CallsTable } from "../interactions/CallsTable";
import { callerTypeWords } from "../interactions/words";
import { daysOf, inboundReportQuery, reportRowsQuery } from "./queries";
import type { CellSearch } from "./reportSearch";

const route = getRouteApi("/shell/reports/rows");
const size = 50;

/** The calls behind one number of the inbound report. */
export function ReportRows() {
  const { by, page = 1, ...cell } = route.useSearch();
  const navigate = route.useNavigate();
  const { from, to } = daysOf(cell);
  const { practice, queue } = cell;
  const hour = cell.hour?.toString();
  const query = useQuery(reportRowsQuery({ ...cell, hour, from, to, page, size }));
  const report = useQuery(inboundReportQuery({ from, to, practice, queue, by: by ?? "day" })).data;
  const column = report?.columns.find((each) => each.key === cell.column)?.title;
  return (
    <Page
      title="Calls behind the number"
      permission="reports.rows"
      note={query.data && countWords(query.data)}
      actions={
        <Link to="/reports" search={{ from, to, practice, queue, by }}>
          Back to the report
        </Link>
      }
    >
      <div>
        {cellWords({ ...cell, from, to }, column)}
        {report && `. Times in ${zoneWords(report.zone)}`}
      </div>
      <QueryView
        query={query}
        loading="Loading the calls"
        isEmpty={(list) => list.items.length === 0}
        empty="No calls are behind this number."
      >
        {(list) => (
          <>
            <CallsTable calls={list.items} label="Calls behind the number" zone={report?.zone} />
            <Pages
              page={page}
              size={size}
              total={list.total}
              onPage={(next) => void navigate({ search: (now) => ({ ...now, page: next }) })}
            />
          </>
        )}
      </QueryView>
    </Page>
  );
}

/** "62 calls", and how many more the number counts that are outside one's own work. */
function countWords({ total, hidden }: { total: number; hidden: number }): string {
  return hidden > 0
    ? `${calls(total)}, and ${hidden.toLocaleString("en-US")} that are not part of your work`
    : calls(total);
}

/** "Answered, Sat, Nov 21, 10:00 to 11:00" */
function cellWords(cell: Omit<CellSearch, "by" | "page">, column: string | undefined): string {
  const days = cell.day
    ? dayWords(cell.day)
    : cell.from && cell.to
      ? `${dayWords(cell.from)} to ${dayWords(cell.to)}`
      : "";
  return [
    column ?? (cell.column ? "" : "Received"),
    days,
    cell.hour === undefined ? "" : hourWords(cell.hour),
    cell.callerType ? callerTypeWords(cell.callerType) : "",
    cell.source ? `source ${cell.source === "none" ? "not said" : cell.source}` : "",
  ]
    .filter(Boolean)
    .join(", ");
}
