import { Button, Group, SegmentedControl, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportRow, PreviewRow, RowKind } from "../api/types";
import { wordsOf } from "../foundation/api";
import { dateWords, phoneNumber } from "../foundation/formats";
import { Empty, QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { addedPhoneWords, changeWords, kinds, rows } from "./importWords";
import { previewQuery, start } from "./queries";
import { Step } from "./Step";
import { useImportAction } from "./useImportAction";

interface ImportPreviewProps {
  row: ImportRow;
  onMatch: () => void;
  onClose: () => void;
}

/** The third step: what the file would do, before it does. */
export function ImportPreview({ row, onMatch, onClose }: ImportPreviewProps) {
  const [kind, choose] = useState<RowKind>("added");
  const query = useQuery(previewQuery(row.id, kind));
  const starting = useImportAction(row.id, () => start(row.id));
  return (
    <Step number={3} title="See what would change" note={`${row.fileName}, for ${row.practice}`}>
      <QueryView query={query} loading="Loading the check">
        {(preview) =>
          preview === null ? (
            <Empty>
              The server was started anew since the check. Check the file again to see what it would change.
            </Empty>
          ) : (
            <Stack gap={12}>
              <SegmentedControl
                aria-label="Rows"
                value={kind}
                onChange={(value) => choose(value as RowKind)}
                data={kinds.map(({ value, words }) => ({
                  value,
                  label: `${words}: ${preview[value].toLocaleString("en-US")}`,
                }))}
              />
              {preview.withLeftOut > 0 && (
                <Text>
                  {rows(preview.withLeftOut)} would be taken without a value that makes no sense; it stands beside them.
                </Text>
              )}
              <PreviewRows rows={preview.rows} all={preview[kind]} />
            </Stack>
          )
        }
      </QueryView>
      {starting.isError && (
        <Text role="alert" c="red.9">
          {wordsOf(starting.error)}
        </Text>
      )}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          Later
        </Button>
        <Button variant="default" onClick={onMatch}>
          Change the columns
        </Button>
        <Button loading={starting.isPending} onClick={() => starting.mutate()}>
          Take it in
        </Button>
      </Group>
    </Step>
  );
}

function PreviewRows({ rows: shown, all }: { rows: PreviewRow[]; all: number }) {
  if (shown.length === 0) return <Empty>No row of this kind.</Empty>;
  return (
    <>
      <TableBox label="Rows of the file">
        <Table>
          <Table.Thead>
            <Table.Tr>
              {["Line", "Name", "Record number", "Born", "What becomes of it"].map((heading) => (
                <Table.Th key={heading}>{heading}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row) => (
              <Table.Tr key={row.line}>
                <Table.Td>{row.line}</Table.Td>
                <Table.Td className="name">{row.name ?? "–"}</Table.Td>
                <Table.Td>{row.mrn ?? "–"}</Table.Td>
                <Table.Td>{row.bornOn ? dateWords(row.bornOn) : "–"}</Table.Td>
                <Table.Td className="words">{linesOf(row).join(". ") || "–"}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableBox>
      {all > shown.length && (
        <Text c="dimmed">
          The first {rows(shown.length)} of {all.toLocaleString("en-US")}.
        </Text>
      )}
    </>
  );
}

/** What changes, or where nobody is changed the numbers; then why, or what is left out. */
const linesOf = (row: PreviewRow) => [
  ...row.changes.map(changeWords),
  ...row.addedPhones.map(addedPhoneWords),
  ...(row.changes.length + row.addedPhones.length === 0 ? row.phones.map(phoneNumber) : []),
  ...(row.why ? [row.why] : []),
];
