import { Button, Checkbox, Group, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import { TableBox } from "../foundation/TableBox";
import { type Row, RowDialog, type RowField } from "./RowForm";

interface RowListProps<R extends { id: string; retired: boolean }> {
  title: string;
  /** "location": what one of them is called. */
  one: string;
  empty: string;
  rows: readonly R[];
  nameOf: (row: R) => string;
  columns: [heading: string, cell: (row: R) => string][];
  fields: RowField[];
  /** What a new one begins with. */
  fresh: Row;
  /** Without an id a new one is made. */
  onSave: (id: string | null, row: Row) => Promise<unknown>;
}

/** A list of a practice with adding and changing; what is out of use is retired, and can be had back. */
export function RowList<R extends { id: string; retired: boolean }>(props: RowListProps<R>) {
  const { title, one, empty, rows, nameOf, columns, fields, fresh, onSave } = props;
  const [editing, edit] = useState<{ id: string | null; row: Row } | null>(null);
  const [all, setAll] = useState(false);
  const shown = rows.filter((row) => all || !row.retired);
  const retired = rows.some((row) => row.retired);
  return (
    <section aria-label={title}>
      <Group justify="space-between" mb={6}>
        <Title order={2}>{title}</Title>
        <Group gap={12}>
          {retired && (
            <Checkbox
              label={`Also out of use`}
              aria-label={`${title} out of use too`}
              checked={all}
              onChange={(event) => setAll(event.currentTarget.checked)}
            />
          )}
          <Button variant="default" onClick={() => edit({ id: null, row: fresh })}>
            Add a {one}
          </Button>
        </Group>
      </Group>
      {shown.length === 0 ? (
        <Text c="dimmed">{empty}</Text>
      ) : (
        <TableBox label={`All ${title.toLowerCase()}`}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                {columns.map(([heading]) => (
                  <Table.Th key={heading}>{heading}</Table.Th>
                ))}
                <Table.Th>
                  <span className="visuallyHidden">Actions</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((row) => (
                <Table.Tr key={row.id} c={row.retired ? "dimmed" : undefined}>
                  <Table.Th scope="row">
                    {nameOf(row)}
                    {row.retired && ", out of use"}
                  </Table.Th>
                  {columns.map(([heading, cell]) => (
                    <Table.Td key={heading} className="words">
                      {cell(row) || "–"}
                    </Table.Td>
                  ))}
                  <Table.Td>
                    <Group justify="flex-end">
                      <Button
                        size="xs"
                        h={32}
                        variant="default"
                        aria-label={`Change ${nameOf(row)}`}
                        onClick={() => edit({ id: row.id, row: row as unknown as Row })}
                      >
                        Change
                      </Button>
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </TableBox>
      )}
      <RowDialog
        title={editing?.id ? `Change the ${one}` : `Add a ${one}`}
        fields={editing?.id ? [...fields, { key: "retired", label: "Out of use", kind: "check" }] : fields}
        row={editing?.row ?? null}
        onSave={(row) => onSave(editing?.id ?? null, row)}
        onClose={() => edit(null)}
      />
    </section>
  );
}
