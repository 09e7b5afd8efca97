import { Button, Group, Select, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { AgentLocation } from "../../api/types";
import { api, ask } from "../../foundation/api";
import { tellFailure } from "../../foundation/notify";
import { locationQuery } from "../queries";
import { states } from "./usStates";

// Beside the answers of the server, and gone with them at the sign-out.
const notNow = ["desk", "whereNotNow"];
// Longer than any call, in which nothing here asks.
const forSession = Number.POSITIVE_INFINITY;

/** Asked once a session and never in the way of a call: help for a 911 call is sent there (47 CFR 9.16), and the law of recording follows the state. */
export function WhereYouSit() {
  const location = useQuery(locationQuery).data;
  const queryClient = useQueryClient();
  const later = useQuery({ queryKey: notNow, queryFn: () => false, staleTime: forSession, gcTime: forSession }).data;
  if (!location || location.current || later) return null;
  return <Ask last={location} onLater={() => queryClient.setQueryData(notNow, true)} />;
}

function Ask({ last, onLater }: { last: AgentLocation; onLater: () => void }) {
  const [address, setAddress] = useState(last.address ?? "");
  const [state, setState] = useState(last.state);
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (body: { address: string; state: string }) => ask(api.PUT("/api/agents/me/location", { body })),
    onSuccess: (saved) => queryClient.setQueryData(locationQuery.queryKey, saved),
    onError: tellFailure,
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (address.trim() && state) save.mutate({ address: address.trim(), state });
  };
  return (
    <form onSubmit={submit} className="whereYouSit" aria-label="Where you sit">
      <Text size="xs" mb={4}>
        <b>Where do you sit today?</b> Help is sent there if you dial 911.
      </Text>
      <Group gap={6} wrap="nowrap">
        <TextInput
          aria-label="Address with floor or room"
          placeholder="Street, floor or room, city"
          flex={1}
          maxLength={200}
          autoComplete="off"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Select
          aria-label="State"
          placeholder="State"
          w={88}
          searchable
          data={states}
          value={state}
          onChange={setState}
        />
        <Button type="submit" loading={save.isPending} disabled={!address.trim() || !state}>
          {last.address ? "Here" : "Save"}
        </Button>
        <Button variant="subtle" color="dark" px={8} onClick={onLater}>
          Not now
        </Button>
      </Group>
    </form>
  );
}
