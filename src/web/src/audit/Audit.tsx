import { Group, Table } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ask } from "../foundation/api";
import { useNow } from "../foundation/clock";
import { DateField } from "../foundation/DateField";
import { clockTime, dayTime, endOfDay, startOfDay } from "../foundation/formats";
import { Page } from "../foundation/Page";
import { Pages } from "../foundation/Pages";
import { QueryView } from "../foundation/QueryView";
import { SearchField } from "../foundation/SearchField";
import { TableBox } from "../foundation/TableBox";

const size = 50;
const headings = ["Number", "Time", "Who", "Role", "What", "Action", "Object", "Reason", "Outcome", "Address"];
const actionWords: { [letter: string]: string } = { C: "created", R: "read", U: "changed", D: "ended", E: "done" };

/** Who saw or did what, newest first. Entries cannot be changed. */
export function Audit() {
  const now = useNow();
  const [filter, setFilter] = useState<{ from?: string; to?: string; actor?: string; code?: string }>({});
  const [page, setPage] = useState(1);
  const { from, to, actor, code } = filter;
  const asked = {
    from: from && startOfDay(from),
    to: to && endOfDay(to),
    actor: actor || undefined,
    code: code || undefined,
    page,
    size,
  };
  const query = useQuery({
    queryKey: ["audit", asked],
    queryFn: () => ask(api.GET("/api/audit", { params: { query: asked } })),
    placeholderData: keepPreviousData,
  });
  const change = (patch: typeof filter) => {
    setPage(1);
    setFilter({ ...filter, ...patch });
  };
  return (
    <Page
      title="Audit"
      permission="audit.read"
      note={query.data && `${query.data.total.toLocaleString("en-US")} entries`}
    >
      <Group component="search" gap={8} align="flex-end" className="noPrint">
        <DateField label="From" value={from} onChange={(day) => change({ from: day })} />
        <DateField label="To" value={to} onChange={(day) => change({ to: day })} />
        <SearchField label="Who" text={actor ?? ""} onText={(text) => change({ actor: text })} />
        <SearchField label="Code" text={code ?? ""} onText={(text) => change({ code: text })} />
      </Group>
      <QueryView
        query={query}
        loading="Loading the audit trail"
        isEmpty={(list) => list.items.length === 0}
        empty="No entries match."
      >
        {(list) => (
          <>
            <TableBox label="Audit entries">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    {headings.map((heading) => (
                      <Table.Th key={heading}>{heading}</Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {list.items.map((entry) => (
                    <Table.Tr key={entry.seq}>
                      <Table.Td className="number">{entry.seq}</Table.Td>
                      <Table.Td className="figures" title={clockTime(entry.at)}>
                        {dayTime(entry.at, now)}
                      </Table.Td>
                      <Table.Td>{entry.actor ?? "–"}</Table.Td>
                      <Table.Td>{entry.role ?? "–"}</Table.Td>
                      <Table.Td>{entry.code}</Table.Td>
                      <Table.Td>{actionWords[entry.action] ?? entry.action}</Table.Td>
                      <Table.Td title={entry.objectId ?? undefined}>{entry.objectType ?? "–"}</Table.Td>
                      <Table.Td className="words">{entry.reason || "–"}</Table.Td>
                      <Table.Td>{entry.outcome}</Table.Td>
                      <Table.Td>{entry.ip ?? "–"}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </TableBox>
            <Pages page={page} size={size} total={list.total} onPage={setPage} />
          </>
        )}
      </QueryView>
    </Page>
  );
}
