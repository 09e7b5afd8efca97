import { Anchor, Button, Group, Table } from "@mantine/core";
import { useState } from "react";
import type { ExportRow } from "../api/types";
import { ConfirmDialog } from "../foundation/ConfirmDialog";
import { useNow } from "../foundation/clock";
import { dayTime } from "../foundation/formats";
import { TableBox } from "../foundation/TableBox";
import { contentWords, sizeWords, stateWords } from "./exportWords";
import { exportPath, removeExport } from "./queries";
import { useExportAction } from "./useExportAction";

const headings = ["By", "What for", "State", "What is in it"];

/** What was exported before, the newest first; its files are gone after a week. */
export function PastExports({ practice, rows }: { practice: string; rows: ExportRow[] }) {
  const now = useNow();
  const [removing, remove] = useState<ExportRow | null>(null);
  return (
    <>
      <TableBox label="Past exports" whole>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Asked for</Table.Th>
              <Table.Th>
                <span className="visuallyHidden">Actions</span>
              </Table.Th>
              {headings.map((heading) => (
                <Table.Th key={heading}>{heading}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => {
              const asked = dayTime(row.askedAt, now);
              return (
                <Table.Tr key={row.id}>
                  <Table.Th scope="row">{asked}</Table.Th>
                  <Table.Td>
                    {row.state === "ready" && (
                      <Group gap={10} wrap="nowrap">
                        <Anchor
                          href={exportPath(practice, row.id)}
                          download
                          aria-label={`Download, ${sizeWords(row.bytes)}: the export, ${asked}`}
                        >
                          Download, {sizeWords(row.bytes)}
                        </Anchor>
                        <Button
                          size="xs"
                          h={32}
                          variant="default"
                          onClick={() => remove(row)}
                          aria-label={`Remove the export, ${asked}`}
                        >
                          Remove
                        </Button>
                      </Group>
                    )}
                  </Table.Td>
                  <Table.Td>{row.by}</Table.Td>
                  <Table.Td className="words">{row.reason}</Table.Td>
                  <Table.Td className="words">{stateWords(row, now)}</Table.Td>
                  <Table.Td className="words">{contentWords(row)}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </TableBox>
      <RemoveDialog practice={practice} row={removing} onClose={() => remove(null)} />
    </>
  );
}

interface RemoveDialogProps {
  practice: string;
  /** Null closes it. */
  row: ExportRow | null;
  onClose: () => void;
}

function RemoveDialog({ practice, row, onClose }: RemoveDialogProps) {
  const removing = useExportAction(practice, () => removeExport(practice, row?.id ?? ""), onClose);
  return (
    <ConfirmDialog
      title="Remove this export?"
      opened={row !== null}
      doing={removing}
      words="Remove it"
      grave
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    >
      Its file is deleted from the server. What was downloaded already stays where it is, and the practice's data stays
      here.
    </ConfirmDialog>
  );
}
