import { Button, Stack, Table, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { BlockedSource, SipGuard } from "../api/types";
import { api, ask } from "../foundation/api";
import { Dialog } from "../foundation/Dialog";
import { FormEnd } from "../foundation/FormEnd";
import { comingTime } from "../foundation/formats";
import { tell } from "../foundation/notify";
import { TableBox } from "../foundation/TableBox";
import { reasonWords, sipGuardQuery } from "./sipGuard";

/** Who is not heard for a while: why, until when, and hearing one again. */
export function BlockedSources({ guard, mayEdit }: { guard: SipGuard; mayEdit: boolean }) {
  const [asked, setAsked] = useState<BlockedSource | null>(null);
  const more = guard.blockedTotal - guard.blocked.length;
  return (
    <section className="panel" aria-label="Blocked now">
      <Title order={3} mb={6}>
        {guard.blockedTotal === 0 ? "Nobody is blocked" : `Blocked now: ${guard.blockedTotal}`}
      </Title>
      <Text c="dimmed">{guard.silenced.toLocaleString("en-US")} messages met with silence since the start</Text>
      {guard.blocked.length > 0 && (
        <TableBox label="Blocked addresses">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Address</Table.Th>
                <Table.Th>Why</Table.Th>
                <Table.Th>Until</Table.Th>
                <Table.Th>What is dropped</Table.Th>
                {mayEdit && <Table.Th aria-label="Unblock" />}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {guard.blocked.map((each) => (
                <Table.Tr key={`${each.source}-${each.proven}`}>
                  <Table.Td>{each.source}</Table.Td>
                  <Table.Td>{reasonWords(each.reason)}</Table.Td>
                  <Table.Td>{comingTime(each.until, Date.now())}</Table.Td>
                  <Table.Td>{each.proven ? "everything" : "UDP alone: its sender may be forged"}</Table.Td>
                  {mayEdit && (
                    <Table.Td>
                      <Button
                        size="xs"
                        h={32}
                        variant="default"
                        aria-label={`Unblock ${each.source}`}
                        onClick={() => setAsked(each)}
                      >
                        Unblock
                      </Button>
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </TableBox>
      )}
      {more > 0 && <Text c="dimmed">and {more.toLocaleString("en-US")} more</Text>}
      <Dialog opened={asked !== null} onClose={() => setAsked(null)} title={asked ? `Hear ${asked.source} again?` : ""}>
        {asked && <Unblock source={asked} onClose={() => setAsked(null)} />}
      </Dialog>
    </section>
  );
}

function Unblock({ source, onClose }: { source: BlockedSource; onClose: () => void }) {
  const queryClient = useQueryClient();
  const unblock = useMutation({
    mutationFn: () => ask(api.POST("/api/sip-guard/unblock", { body: { source: source.source } })),
    onSuccess: async () => {
      onClose();
      await queryClient.invalidateQueries({ queryKey: sipGuardQuery.queryKey });
      tell("Unblocked");
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    unblock.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={10}>
        <Text>{reasonWords(source.reason)}. From now on it is judged like any stranger.</Text>
        <FormEnd doing={unblock} words="Unblock" onCancel={onClose} />
      </Stack>
    </form>
  );
}
