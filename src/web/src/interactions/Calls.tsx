import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { endOfDay, startOfDay } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { Pages } from "../foundation/Pages";
import { QueryView } from "../foundation/QueryView";
import { CallsFilters } from "./CallsFilters";
import { CallsTable } from "./CallsTable";
import type { CallsSearch } from "./callsSearch";
import { interactionsQuery } from "./queries";

const route = getRouteApi("/shell/calls");
const size = 50;

/** Every contact one may see, newest first. */
export function Calls() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState("");
  const page = search.page ?? 1;
  const { from, to, ...choices } = search;
  const query = useQuery(
    interactionsQuery({
      ...choices,
      from: from && startOfDay(from),
      to: to && endOfDay(to),
      q: text || undefined,
      page,
      size,
    }),
  );
  const change = (patch: Partial<CallsSearch>) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }), replace: true });
  const filtered = text !== "" || Object.values(search).some((value) => value !== undefined);
  const clear = () => {
    setText("");
    void navigate({ search: {} });
  };

  return (
    <Page
      title="Calls"
      permission="interactions.read"
      note={query.data && `${query.data.total.toLocaleString("en-US")} in all`}
      actions={
        <>
          {filtered && (
            <Button variant="default" onClick={clear}>
              Clear the filters
            </Button>
          )}
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      <CallsFilters search={search} onChange={change} text={text} onText={setText} />
      <QueryView
        query={query}
        loading="Loading calls"
        isEmpty={(list) => list.items.length === 0}
        empty={filtered ? "No calls match these filters." : "No calls yet."}
      >
        {(list) => (
          <>
            <CallsTable calls={list.items} label="Calls" />
            <Pages page={page} size={size} total={list.total} onPage={(next) => change({ page: next })} />
          </>
        )}
      </QueryView>
    </Page>
  );
}
