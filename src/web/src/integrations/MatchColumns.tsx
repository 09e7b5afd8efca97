import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportColumns, ImportField, ImportRow } from "../api/types";
import { wordsOf } from "../foundation/api";
import { QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { fieldWords } from "./importWords";
import { check, columnsQuery, type Held, heldBy, type Match, throwAway } from "./queries";
import { Step } from "./Step";
import { useImportAction } from "./useImportAction";

interface MatchColumnsProps {
  row: ImportRow;
  onChecked: () => void;
  onClose: () => void;
}

/** The second step: which column holds what. */
export function MatchColumns({ row, onChecked, onClose }: MatchColumnsProps) {
  const query = useQuery(columnsQuery(row.id));
  return (
    <Step number={2} title="Match the columns" note={`${row.fileName}, for ${row.practice}`}>
      <QueryView query={query} loading="Reading the columns">
        {(columns) => <ColumnsForm row={row} columns={columns} onChecked={onChecked} onClose={onClose} />}
      </QueryView>
    </Step>
  );
}

const ofAll = Object.entries(fieldWords).map(([value, label]) => ({ value, label }));
const ownPrefix = "field:";

/** What may be chosen for a column: what every record has, and what the practice keeps beside it. */
const choicesOf = ({ ownFields }: ImportColumns) => [
  { value: "", label: "Pass over" },
  ...(ownFields.length === 0
    ? ofAll
    : [
        { group: "Of every record", items: ofAll },
        {
          group: "The practice's own fields",
          items: ownFields.map(({ id, label }) => ({ value: ownPrefix + id, label })),
        },
      ]),
];

const choiceOf = (held: Held | null | undefined) =>
  !held ? "" : "field" in held ? held.field : `${ownPrefix}${held.own}`;

const heldOf = (choice: string): Held | null =>
  choice.startsWith(ownPrefix)
    ? { own: choice.slice(ownPrefix.length) }
    : choice
      ? { field: choice as ImportField }
      : null;

function ColumnsForm({ row, columns, onChecked, onClose }: MatchColumnsProps & { columns: ImportColumns }) {
  const queryClient = useQueryClient();
  const [given, give] = useState<Match>({
    held: columns.columns.map(heldBy),
    dayFirst: columns.dayFirst,
    prospects: columns.prospects,
  });
  const checking = useImportAction(
    row.id,
    () => {
      queryClient.removeQueries({ queryKey: ["importPreview", row.id] });
      return check(row.id, given);
    },
    onChecked,
  );
  const dropping = useMutation({
    mutationFn: () => throwAway(row.id),
    onSuccess: () => {
      onClose();
      void queryClient.invalidateQueries({ queryKey: ["imports", "list"] });
    },
  });
  const set = (column: number, choice: string) =>
    give({ ...given, held: given.held.map((old, n) => (n === column ? heldOf(choice) : old)) });
  const choices = choicesOf(columns);
  const passed = columns.columns.filter((_, n) => !given.held[n]).map((column) => column.name);
  const failure = checking.error ?? dropping.error;
  return (
    <Stack gap={12}>
      <Text c="dimmed">
        {columns.remembered
          ? "As it was matched the last time for this practice."
          : "Guessed by the names of the columns: see whether it is right."}
      </Text>
      {row.why && (
        <Alert color="red.9" role="alert" title="The check came to no end">
          {row.why}
        </Alert>
      )}
      <TableBox label="Columns" whole>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Column</Table.Th>
              <Table.Th>Holds</Table.Th>
              <Table.Th>First values</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {columns.columns.map((column, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have a place, and two may have one name
              <Table.Tr key={n}>
                <Table.Th scope="row">{column.name}</Table.Th>
                <Table.Td>
                  <NativeSelect
                    aria-label={`${column.name} holds`}
                    w={200}
                    data={choices}
                    value={choiceOf(given.held[n])}
                    onChange={(event) => set(n, event.currentTarget.value)}
                  />
                </Table.Td>
                <Table.Td className="words">{column.samples.filter((text) => text).join(" · ") || "–"}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableBox>
      <Text role="status">{passed.length === 0 ? "Every column is taken." : `Passed over: ${passed.join(", ")}.`}</Text>
      <Group gap={24}>
        <Checkbox
          label="Day before month: 3/4/1971 is 3 April"
          checked={given.dayFirst}
          onChange={(event) => give({ ...given, dayFirst: event.currentTarget.checked })}
        />
        <Checkbox
          label="They are prospects of a bought list"
          checked={given.prospects}
          onChange={(event) => give({ ...given, prospects: event.currentTarget.checked })}
        />
      </Group>
      {failure && (
        <Text role="alert" c="red.9">
          {wordsOf(failure)}
        </Text>
      )}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" loading={dropping.isPending} onClick={() => dropping.mutate()}>
          Throw the file away
        </Button>
        <Button loading={checking.isPending} onClick={() => checking.mutate()}>
          Check the file
        </Button>
      </Group>
    </Stack>
  );
}
