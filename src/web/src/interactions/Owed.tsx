import { SegmentedControl, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { OwedKinds } from "./OwedKinds";
import { OwedRow } from "./OwedRow";
import { owedQuery } from "./owedQueries";

const route = getRouteApi("/shell/owed");
const headings = ["Due", "Kind", "Number", "Practice", "Queue", "Waiting", "Tries", "Owner", ""];

/** Everybody who is owed a call: abandoned, voicemail, call-back, returned transfer. Zero at closing. */
export function OwedPage() {
  const { state = "open", kind } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(owedQuery({ state, kind }));
  const all = useQuery(owedQuery({ state: "open", size: 1 })).data;
  return (
    <Page
      title="Owed"
      permission="owed.read"
      note={all && `${all.openCount} open`}
      actions={
        <SegmentedControl
          aria-label="Which"
          data={[
            { value: "open", label: "Open" },
            { value: "closed", label: "Closed" },
          ]}
          value={state}
          onChange={(value) => void navigate({ search: { kind, state: value === "closed" ? "closed" : undefined } })}
        />
      }
    >
      {state === "open" && (
        <OwedKinds
          counts={all?.counts}
          total={all?.openCount}
          kind={kind}
          onKind={(next) => void navigate({ search: { kind: next as typeof kind } })}
        />
      )}
      <QueryView
        query={query}
        loading="Loading what is owed"
        isEmpty={(list) => list.items.length === 0}
        empty={
          state === "open"
            ? kind
              ? "Nothing of this kind is open."
              : "Nobody is owed a call. All have got through."
            : "Nothing has been closed yet."
        }
      >
        {(list) => (
          <TableBox label="Owed calls">
            <Table>
              <Table.Thead>
                <Table.Tr>
                  {headings.map((heading) => (
                    <Table.Th key={heading}>{heading || <span className="visuallyHidden">Actions</span>}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.items.map((entry) => (
                  <OwedRow key={entry.id} entry={entry} />
                ))}
              </Table.Tbody>
            </Table>
          </TableBox>
        )}
      </QueryView>
    </Page>
  );
}
