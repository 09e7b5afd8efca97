import { Box, Button, Group, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Trunk } from "../api/types";
import { api, ask } from "../foundation/api";
import { useNow } from "../foundation/clock";
import { LostIcon } from "../foundation/icons";
import { tell, tellFailure } from "../foundation/notify";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { TableBox } from "../foundation/TableBox";
import { trunksQuery } from "./queries";
import { RemoveTrunk } from "./RemoveTrunk";
import { TrunkDialog } from "./TrunkForm";
import { answerWords, isFailing, registrationWords, stateWords, wayWords } from "./trunkWords";

const headings = ["Name", "State", "Priority", "Weight", "Calls out go to", "Calls come from"];

/** The carriers' gateways, in the order in which calls out try them. */
export function Trunks() {
  const query = useQuery(trunksQuery);
  // "new" for one that is to be added.
  const [editing, edit] = useState<Trunk | "new" | null>(null);
  const [removing, remove] = useState<Trunk | null>(null);
  return (
    <Page
      title="Trunks"
      permission="settings.edit"
      note="The carriers' gateways. The lowest priority is tried first."
      actions={<Button onClick={() => edit("new")}>Add a trunk</Button>}
    >
      <QueryView
        query={query}
        loading="Loading trunks"
        isEmpty={(list) => list.items.length === 0}
        empty="No trunks yet: no calls can come in or go out."
      >
        {(list) => (
          <TableBox label="Trunks">
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
                {list.items.map((trunk) => (
                  <TrunkRow
                    key={trunk.name}
                    trunk={trunk}
                    onChange={() => edit(trunk)}
                    onRemove={() => remove(trunk)}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </TableBox>
        )}
      </QueryView>
      <TrunkDialog trunk={editing} onClose={() => edit(null)} />
      <RemoveTrunk trunk={removing} onClose={() => remove(null)} />
    </Page>
  );
}

interface TrunkRowProps {
  trunk: Trunk;
  onChange: () => void;
  onRemove: () => void;
}

function TrunkRow({ trunk, onChange, onRemove }: TrunkRowProps) {
  const { name } = trunk;
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td className="words">
        <State trunk={trunk} />
      </Table.Td>
      <Table.Td>{trunk.priority}</Table.Td>
      <Table.Td>{trunk.weight}</Table.Td>
      <Table.Td>{trunk.outbound ? `${trunk.outbound}${wayWords(trunk)}` : "–"}</Table.Td>
      <Table.Td className="words">{trunk.from || "–"}</Table.Td>
      <Table.Td>
        <Group gap={6} justify="flex-end" wrap="nowrap">
          {trunk.state !== "inbound" && <AskNow name={name} />}
          <Button size="xs" h={32} variant="default" onClick={onChange} aria-label={`Change ${name}`}>
            Change
          </Button>
          <Button size="xs" h={32} variant="default" onClick={onRemove} aria-label={`Remove ${name}`}>
            Remove
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function State({ trunk }: { trunk: Trunk }) {
  const now = useNow();
  const registration = registrationWords(trunk, now);
  const failing = isFailing(trunk);
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" c={failing ? "red.9" : undefined}>
      {failing && (
        <Box flex="none">
          <LostIcon />
        </Box>
      )}
      <div>
        <Text fw={failing ? 600 : 400}>{stateWords(trunk, now)}</Text>
        {registration && <Text>{registration}</Text>}
      </div>
    </Group>
  );
}

function AskNow({ name }: { name: string }) {
  const queryClient = useQueryClient();
  const asking = useMutation({
    mutationFn: () => ask(api.POST("/api/trunks/{name}/ask", { params: { path: { name } } })),
    onSuccess: (answer) => tell(answerWords(name, answer)),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: trunksQuery.queryKey }),
  });
  return (
    <Button
      size="xs"
      h={32}
      variant="default"
      loading={asking.isPending}
      onClick={() => asking.mutate()}
      aria-label={`Ask ${name} now`}
    >
      Ask now
    </Button>
  );
}
