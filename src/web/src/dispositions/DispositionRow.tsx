import { Button, Group, Table, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Disposition } from "../api/types";
import { api, ask } from "../foundation/api";
import { tellFailure } from "../foundation/notify";
import { useCan } from "../identity/session";
import { channelWords } from "../interactions/words";
import { dispositionPath } from "./queries";

interface DispositionRowProps {
  row: Disposition;
  sameOutcome: boolean;
  onEdit: () => void;
  onUp?: () => void;
  onDown?: () => void;
}

// A last day can be moved but not taken away.
const forGood = "2999-12-31";

export function DispositionRow({ row, sameOutcome, onEdit, onUp, onDown }: DispositionRowProps) {
  const mayEdit = useCan()("dispositions.edit");
  const queryClient = useQueryClient();
  const toggle = useMutation({
    mutationFn: () => {
      const params = { path: { key: row.key } };
      return row.active
        ? ask(api.DELETE("/api/dispositions/{key}", { params }))
        : ask(api.PUT("/api/dispositions/{key}", { params, body: { validTo: forGood } }));
    },
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["dispositions"] }),
  });
  const path = dispositionPath(row);
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={500} c={sameOutcome ? "dimmed" : undefined}>
          {row.outcome}
        </Text>
      </Table.Td>
      <Table.Td>{row.reason || "–"}</Table.Td>
      <Table.Td>{row.source || "–"}</Table.Td>
      <Table.Td className="words">{row.nextStep || "–"}</Table.Td>
      <Table.Td>{row.channels.map(channelWords).join(", ")}</Table.Td>
      <Table.Td>
        {mayEdit && (
          <Group gap={4} wrap="nowrap" justify="flex-end">
            {!row.active && <Text c="dimmed">Switched off</Text>}
            <RowButton words="Up" label={`Move up: ${path}`} onClick={onUp} />
            <RowButton words="Down" label={`Move down: ${path}`} onClick={onDown} />
            <RowButton words="Edit" label={`Edit: ${path}`} onClick={onEdit} />
            <RowButton
              words={row.active ? "Switch off" : "Switch on"}
              label={`${row.active ? "Switch off" : "Switch on"}: ${path}`}
              onClick={() => toggle.mutate()}
            />
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function RowButton({ words, label, onClick }: { words: string; label: string; onClick?: () => void }) {
  return (
    <Button size="xs" h={32} px={8} variant="subtle" disabled={!onClick} onClick={onClick} aria-label={label}>
      {words}
    </Button>
  );
}
