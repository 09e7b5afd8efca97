import { Button, Group, Table, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Control } from "../../agents/callControls";
import type { ParkedCall } from "../../api/types";
import { api, ask } from "../../foundation/api";
import { secondsSince, useNow } from "../../foundation/clock";
import { duration } from "../../foundation/formats";
import { tellFailure } from "../../foundation/notify";
import { useMe } from "../../identity/session";

/** Calls that wait at a parking place; whoever takes one has it on their phone. */
export function Parked({ parked, park }: { parked: ParkedCall[]; park: Control }) {
  const now = useNow();
  const practices = useMe()?.practices ?? [];
  const queryClient = useQueryClient();
  const take = useMutation({
    mutationFn: (slot: string) => ask(api.POST("/api/calls/parked/{slot}/take", { params: { path: { slot } } })),
    onError: tellFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["parked"] }),
  });
  return (
    <section aria-label="Parked calls">
      <Group justify="space-between" mb={4}>
        <Title order={3}>Parked calls</Title>
        <Button size="xs" h={32} variant="default" disabled={park.why !== null} onClick={park.run}>
          Park this call
        </Button>
      </Group>
      {parked.length === 0 && <Text c="dimmed">None.</Text>}
      <Table verticalSpacing={3} horizontalSpacing={4} withRowBorders={false}>
        <Table.Tbody>
          {parked.map((call) => (
            <Table.Tr key={call.id}>
              <Table.Td fw={700}>{call.slot}</Table.Td>
              <Table.Td>{practices.find((practice) => practice.id === call.practice)?.name}</Table.Td>
              <Table.Td>by {call.parkedBy.name}</Table.Td>
              <Table.Td className="figures">{duration(secondsSince(call.since, now))}</Table.Td>
              <Table.Td ta="right">
                <Button
                  size="xs"
                  h={32}
                  aria-label={`Take ${call.slot}`}
                  loading={take.isPending}
                  onClick={() => take.mutate(call.slot)}
                >
                  Take
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
