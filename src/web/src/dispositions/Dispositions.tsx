import { Button, SegmentedControl, Switch, Table } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Disposition } from "../api/types";
import { api, ask } from "../foundation/api";
import { sentence } from "../foundation/formats";
import { tellFailure } from "../foundation/notify";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { DispositionDialog } from "./DispositionDialog";
import { DispositionRow } from "./DispositionRow";
import { Favourites } from "./Favourites";
import { dispositionsQuery } from "./queries";

/** The disposition trees as rows: add, rename, order, switch off. Rows in use are never deleted. */
export function Dispositions() {
  const query = useQuery(dispositionsQuery);
  const [chosenTree, setTree] = useState<string | null>(null);
  const [inactiveShown, setInactiveShown] = useState(false);
  const [edited, setEdited] = useState<Disposition | "new" | null>(null);
  const trees = [...new Set(query.data?.map((row) => row.tree))];
  const tree = chosenTree ?? (trees.includes("inbound") ? "inbound" : trees[0]) ?? "inbound";
  const rows = query.data?.filter((row) => row.tree === tree) ?? [];
  const shown = rows.filter((row) => row.active || inactiveShown);
  const swap = useSwap(shown);
  return (
    <Page
      title="Dispositions"
      permission="dispositions.read"
      actions={<Button onClick={() => setEdited("new")}>Add a disposition</Button>}
    >
      <div style={{ display: "flex", flexWrap: "wrap", gap: 16, alignItems: "center" }}>
        {trees.length > 1 && (
          <SegmentedControl
            aria-label="Tree"
            data={trees.map((value) => ({ value, label: sentence(value) }))}
            value={tree}
            onChange={setTree}
          />
        )}
        <Switch
          label="Show those switched off"
          checked={inactiveShown}
          onChange={(event) => setInactiveShown(event.currentTarget.checked)}
        />
      </div>
      <Favourites tree={tree} />
      <QueryView
        query={query}
        loading="Loading dispositions"
        isEmpty={() => shown.length === 0}
        empty="No dispositions in this tree yet."
      >
        {() => (
          <TableBox label="Dispositions">
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Outcome</Table.Th>
                  <Table.Th>Reason</Table.Th>
                  <Table.Th>Source</Table.Th>
                  <Table.Th>Next step</Table.Th>
                  <Table.Th>Channels</Table.Th>
                  <Table.Th>
                    <span className="visuallyHidden">Actions</span>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((row, index) => (
                  <DispositionRow
                    key={row.key}
                    row={row}
                    sameOutcome={shown[index - 1]?.outcome === row.outcome}
                    onEdit={() => setEdited(row)}
                    onUp={index > 0 ? () => swap(index, index - 1) : undefined}
                    onDown={index < shown.length - 1 ? () => swap(index, index + 1) : undefined}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </TableBox>
        )}
      </QueryView>
      <DispositionDialog edited={edited} tree={tree} onClose={() => setEdited(null)} />
    </Page>
  );
}

/** Exchanges the places of two rows. Equal places, as in imported trees, are told apart by one. */
function useSwap(rows: Disposition[]) {
  const queryClient = useQueryClient();
  const place = (row: Disposition, position: number) => {
    const params = { path: { key: row.key } };
    return ask(api.PUT("/api/dispositions/{key}", { params, body: { position } }));
  };
  const { mutate } = useMutation({
    mutationFn: async ([a, b]: [Disposition, Disposition]) => {
      await place(a, b.position);
      await place(b, a.position === b.position ? a.position + 1 : a.position);
    },
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["dispositions"] }),
  });
  return (from: number, to: number) => {
    const [a, b] = [rows[from], rows[to]];
    if (a && b) mutate([a, b]);
  };
}
