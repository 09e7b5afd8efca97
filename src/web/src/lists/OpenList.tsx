import { Alert, Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { PatientList } from "../api/types";
import { useNow } from "../foundation/clock";
import { hourMinute, waitedWords, zoneWords } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { Pages } from "../foundation/Pages";
import { QueryView } from "../foundation/QueryView";
import { useCan } from "../identity/session";
import { ChangePeople } from "./bulk/ChangePeople";
import { ExportDialog } from "./ExportDialog";
import { ListEditor } from "./ListEditor";
import { ListMenu } from "./ListMenu";
import { isStale, people as peopleWords, sentenceOf } from "./listWords";
import { PeopleTable } from "./PeopleTable";
import { catalogueQuery, type Order, pageSize, peopleQuery } from "./queries";

const route = getRouteApi("/shell/lists");

interface OpenListProps {
  list: PatientList;
  onOpen: (id?: string) => void;
}

/** One list: what it asks in words, and who is on it now. */
export function OpenList({ list, onOpen }: OpenListProps) {
  const can = useCan();
  const { sort, descending } = route.useSearch();
  const navigate = route.useNavigate();
  const [page, setPage] = useState(1);
  const [editing, edit] = useState<"this" | "copy" | "people" | null>(null);
  const [picked, pick] = useState<ReadonlySet<string>>(new Set());
  const order: Order = sort ? { sort, descending: descending ?? false } : {};
  const catalogue = useQuery(catalogueQuery(list.practiceId)).data;
  const found = useQuery({ ...peopleQuery(list.id, list.version, order, page), enabled: !list.why });
  const reorder = (next: Required<Order>) => {
    setPage(1);
    void navigate({
      search: (now) => ({ ...now, sort: next.sort, descending: next.descending || undefined }),
      replace: true,
    });
  };
  if (editing === "people")
    return <ChangePeople list={list} picked={[...picked]} total={found.data?.total} onClose={() => edit(null)} />;
  if (editing) {
    const copy = { ...list, id: "", name: `${list.name} (copy)`, mine: true, shared: false };
    return (
      <ListEditor
        list={editing === "this" ? list : copy}
        onClose={(id) => {
          edit(null);
          if (id && id !== list.id) onOpen(id);
        }}
      />
    );
  }
  const kindOf = (on: string | null | undefined) => catalogue?.conditions.find((kind) => kind.on === on);
  const conditions = list.filter?.conditions ?? [];
  return (
    <Page
      title="List"
      heading={list.name}
      permission="lists.read"
      note={found.data && peopleWords(found.data.total)}
      actions={
        <>
          <Button variant="default" onClick={() => onOpen()}>
            All lists
          </Button>
          <ListMenu list={list} onEdit={() => edit("this")} onCopy={() => edit("copy")} onGone={() => onOpen()} />
          {can("patients.bulk") && !list.why && (
            <Button variant="default" onClick={() => edit("people")}>
              Change people
            </Button>
          )}
          {can("patients.export") && (
            <ExportDialog list={list} order={order} total={found.data?.total} picked={picked} />
          )}
          <Button
            variant="default"
            onClick={() => void navigate({ to: "/lists/print", search: { list: list.id, sort, descending } })}
          >
            Print
          </Button>
        </>
      }
    >
      <Text>
        {list.practice}. {conditions.length === 0 ? "Everybody." : `${sentenceOf(conditions, kindOf)}.`}
      </Text>
      {list.why ? (
        <Alert color="red.9" role="alert" title="This list cannot be run">
          {list.why}
        </Alert>
      ) : (
        <QueryView
          query={found}
          loading="Loading people"
          isEmpty={(shown) => shown.items.length === 0}
          empty="Nobody meets these conditions now."
        >
          {(shown) => (
            <>
              <DataAge
                asOf={shown.asOf}
                zone={shown.timeZone}
                withheld={shown.withheld.length}
                onRefresh={() => void found.refetch()}
                busy={found.isFetching}
              />
              {picked.size > 0 && (
                <Group gap={10}>
                  <Text role="status">{peopleWords(picked.size)} chosen.</Text>
                  <Button variant="default" size="xs" h={32} onClick={() => pick(new Set())}>
                    Choose nobody
                  </Button>
                </Group>
              )}
              <PeopleTable
                page={shown}
                practice={{ id: list.practiceId, name: list.practice }}
                onOrder={reorder}
                picked={can("patients.bulk") ? picked : undefined}
                onPick={pick}
              />
              <Pages page={page} size={pageSize} total={shown.total} onPage={setPage} words={["Before", "Next"]} />
            </>
          )}
        </QueryView>
      )}
    </Page>
  );
}

interface DataAgeProps {
  asOf: string;
  /** Of the practice. */
  zone: string;
  withheld: number;
  busy: boolean;
  onRefresh: () => void;
}

/** How old it is: a list does not change by itself under somebody's eyes. */
function DataAge({ asOf, zone, withheld, busy, onRefresh }: DataAgeProps) {
  const now = useNow();
  const stale = isStale(asOf, now);
  return (
    <Group gap={10} className="noPrint">
      <Text c={stale ? undefined : "dimmed"} fw={stale ? 600 : undefined} role="status">
        As of {hourMinute(asOf, zone)}, times in {zoneWords(zone)}
        {stale && `, ${waitedWords(asOf, now)} old: visits and calls may have changed`}
      </Text>
      <Button variant="default" size="xs" h={32} loading={busy} onClick={onRefresh}>
        Ask anew
      </Button>
      {withheld > 0 && <Text c="dimmed">{withheld} of its columns are not for your role to see.</Text>}
    </Group>
  );
}
