import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { CurrentCall } from "../../api/types";
import { QueryView } from "../../foundation/QueryView";
import { deskCallQuery } from "../queries";
import { CallPeople } from "./CallPeople";

/** C: who the call is about. Nothing but a name is shown until two identifiers match. */
export function PersonPanel({ call }: { call: CurrentCall | null }) {
  const query = useQuery({ ...deskCallQuery(call?.id ?? ""), enabled: call !== null });
  return (
    <section className="deskPerson" aria-label="Person">
      {call ? (
        <QueryView query={query} loading="Loading the person">
          {(deskCall) => <CallPeople key={call.id} call={deskCall} />}
        </QueryView>
      ) : (
        <Stack gap={8}>
          <Title order={2} fz={20}>
            Nobody on the line
          </Title>
          <Text c="dimmed">Who calls, what is known of them and what comes next for them appear here.</Text>
        </Stack>
      )}
    </section>
  );
}
