import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Page } from "../../foundation/Page";
import { QueryView } from "../../foundation/QueryView";
import { OpenChange } from "./OpenChange";
import { PastChanges } from "./PastChanges";
import { changesQuery } from "./queries";

const route = getRouteApi("/shell/lists/changes");

/** Changes to many people at once: the one that is open, and below all that there were. */
export function BulkChanges() {
  const { change } = route.useSearch();
  const open = route.useNavigate();
  const navigate = useNavigate();
  const [page, setPage] = useState(1);
  const changes = useQuery(changesQuery(page));
  return (
    <Page
      title="Bulk changes"
      permission="patients.bulk"
      note="Many people changed at once, from a list."
      actions={
        <Button variant="default" onClick={() => void navigate({ to: "/lists" })}>
          All lists
        </Button>
      }
    >
      {change && <OpenChange key={change} id={change} onClose={() => void open({ search: {} })} />}
      <QueryView
        query={changes}
        loading="Loading bulk changes"
        isEmpty={({ items }) => items.length === 0}
        empty="Nothing was changed in bulk yet. Open a list and choose “Change people”."
      >
        {({ items, total }) => (
          <PastChanges
            changes={items}
            total={total}
            page={page}
            onPage={setPage}
            open={change}
            onOpen={(id) => void open({ search: { change: id } })}
          />
        )}
      </QueryView>
    </Page>
  );
}
