import { Button, Checkbox, Group, Table } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ListColumn, ListPage, ListRow } from "../api/types";
import { TableBox } from "../foundation/TableBox";
import { useScope } from "../identity/session";
import { lookUp } from "../patients/lookUp";
import { VipMark } from "../patients/VipMark";
import { cellWords } from "./listWords";
import type { Order } from "./queries";

interface PeopleTableProps {
  page: ListPage;
  practice: { id: string; name: string };
  onOrder: (order: Required<Order>) => void;
  /** Who is chosen, on whichever page; undefined where nobody can be. */
  picked?: ReadonlySet<string>;
  onPick: (picked: ReadonlySet<string>) => void;
}

const isNumber = (column: ListColumn) => column.kind === "number" || column.kind === "money";

/** Who is on the list. A heading sorts by its column, once more turns it round; a name opens the person. */
export function PeopleTable({ page, practice, onOrder, picked, onPick }: PeopleTableProps) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  // Where names are masked there is nobody to open.
  const opens = useScope()("patients.read") !== "masked";
  const cells = page.columns.filter((column) => column.key !== "name");
  const open = (row: ListRow) => {
    lookUp(queryClient, {
      id: row.id,
      kind: row.cells.kind === "prospect" ? "prospect" : "patient",
      name: row.name,
      bornOn: typeof row.cells.bornOn === "string" ? row.cells.bornOn : null,
      mrn: typeof row.cells.mrn === "string" ? row.cells.mrn : null,
      phones: typeof row.cells.phone === "string" ? [row.cells.phone] : [],
      practice,
      language: typeof row.cells.language === "string" ? row.cells.language : "en",
      vip: row.vip,
      hidden: row.hidden,
    });
    void navigate({ to: "/person" });
  };
  return (
    <TableBox label="People on the list" wide>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {page.columns.map((column) => {
              const sorted = page.sort === column.key;
              const turn = { sort: column.key, descending: sorted && !page.descending };
              return (
                <Table.Th
                  key={column.key}
                  className={isNumber(column) ? "number" : undefined}
                  aria-sort={sorted ? (page.descending ? "descending" : "ascending") : undefined}
                >
                  <Choosing
                    words="Choose all on this page"
                    of={column.key === "name" ? page.items : undefined}
                    picked={picked}
                    onPick={onPick}
                  >
                    <button type="button" className="plainButton sortButton" onClick={() => onOrder(turn)}>
                      {column.title}
                      {sorted && <span aria-hidden="true">{page.descending ? " ▼" : " ▲"}</span>}
                    </button>
                  </Choosing>
                </Table.Th>
              );
            })}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {page.items.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Th scope="row" fw={400}>
                <Choosing words={`Choose ${row.name}`} of={[row]} picked={picked} onPick={onPick}>
                  {opens ? (
                    <Button variant="subtle" size="compact-sm" h={28} px={4} flex="none" onClick={() => open(row)}>
                      {row.name}
                    </Button>
                  ) : (
                    row.name
                  )}
                  <VipMark vip={row.vip} />
                </Choosing>
              </Table.Th>
              {cells.map((column) => (
                <Table.Td key={column.key} className={isNumber(column) ? "number" : undefined}>
                  {cellWords(row.cells[column.key], column, page.timeZone)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  );
}

interface ChoosingProps extends Pick<PeopleTableProps, "picked" | "onPick"> {
  words: string;
  /** Whom the box chooses; nobody has none. */
  of: ListRow[] | undefined;
  children: ReactNode;
}

/** A box beside what stands in the first column, which stays where the table is scrolled. */
function Choosing({ words, of, picked, onPick, children }: ChoosingProps) {
  if (!picked || !of) return children;
  const chosen = of.filter((row) => picked.has(row.id)).length;
  const put = (all: boolean) => {
    const next = new Set(picked);
    for (const { id } of of) {
      if (all) next.add(id);
      else next.delete(id);
    }
    onPick(next);
  };
  return (
    <Group gap={8} wrap="nowrap">
      <Checkbox
        aria-label={words}
        checked={chosen > 0 && chosen === of.length}
        indeterminate={chosen > 0 && chosen < of.length}
        onChange={(event) => put(event.currentTarget.checked)}
      />
      {children}
    </Group>
  );
}
