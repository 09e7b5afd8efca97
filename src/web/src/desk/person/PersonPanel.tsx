import { Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { CurrentCall } from "../../api/types";
import { useChords } from "../../foundation/ownKeys";
import { QueryView } from "../../foundation/QueryView";
import { closeLookUp, useLookedUp } from "../../patients/lookUp";
import { deskCallQuery } from "../queries";
import { CallPeople } from "./CallPeople";
import { LookedUp } from "./LookedUp";

/** C: who the call is about. Nothing but a name is shown until two identifiers match. */
export function PersonPanel({ call }: { call: CurrentCall | null }) {
  const chords = useChords();
  const queryClient = useQueryClient();
  const lookedUp = useLookedUp();
  const query = useQuery({ ...deskCallQuery(call?.id ?? ""), enabled: call !== null });
  // Who is on the line comes first, and what was looked up before is not theirs.
  useEffect(() => {
    if (call) closeLookUp(queryClient);
  }, [call, queryClient]);
  return (
    <section className="deskPerson" aria-label="Person">
      {call ? (
        <QueryView query={query} loading="Loading the person" quiet>
          {(deskCall) => <CallPeople key={call.id} call={deskCall} />}
        </QueryView>
      ) : lookedUp ? (
        <LookedUp />
      ) : (
        <Stack gap={8}>
          <Title order={2} fz={20}>
            Nobody on the line
          </Title>
          <Text c="dimmed">
            Who calls, what is known of them and what comes next for them appear here. {chords.search} looks a person
            up.
          </Text>
        </Stack>
      )}
    </section>
  );
}
