import { Button, Table, Title } from "@mantine/core";
import type { ImportRow } from "../api/types";
import { useNow } from "../foundation/clock";
import { dayTime } from "../foundation/formats";
import { Pages } from "../foundation/Pages";
import { TableBox } from "../foundation/TableBox";
import { stateWords } from "./importWords";
import { pageSize } from "./queries";

const figures = ["added", "changed", "same", "rejected"] as const;
const headings = ["File", "Practice", "Begun", "By", "State", "New", "Changed", "As they were", "Rejected"];

interface PastImportsProps {
  imports: ImportRow[];
  total: number;
  page: number;
  onPage: (page: number) => void;
  /** The one that is open above. */
  open: string | undefined;
  onOpen: (id: string) => void;
}

/** All imports of one's practices, the newest first. */
export function PastImports({ imports, total, page, onPage, open, onOpen }: PastImportsProps) {
  const now = useNow();
  return (
    <>
      <Title order={2}>All imports</Title>
      <TableBox label="All imports" whole>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {headings.map((heading) => (
                <Table.Th key={heading}>{heading}</Table.Th>
              ))}
              <Table.Th>
                <span className="visuallyHidden">Actions</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {imports.map((row) => (
              <Table.Tr key={row.id} aria-current={row.id === open ? "true" : undefined}>
                <Table.Th scope="row">{row.fileName}</Table.Th>
                <Table.Td>{row.practice}</Table.Td>
                <Table.Td>{dayTime(row.begunAt, now)}</Table.Td>
                <Table.Td>{row.by ?? "Console or folder"}</Table.Td>
                <Table.Td className="words">{stateWords(row)}</Table.Td>
                {figures.map((figure) => (
                  <Table.Td key={figure}>{row[figure].toLocaleString("en-US")}</Table.Td>
                ))}
                <Table.Td>
                  {row.id !== open && (
                    <Button
                      size="xs"
                      h={32}
                      variant="default"
                      onClick={() => onOpen(row.id)}
                      aria-label={`Open ${row.fileName}`}
                    >
                      Open
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableBox>
      <Pages page={page} size={pageSize} total={total} onPage={onPage} />
    </>
  );
}
