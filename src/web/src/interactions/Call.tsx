import { Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import type { InteractionDetail, Recording } from "../api/types";
import { WrapUpForm } from "../dispositions/WrapUpForm";
import { sentence } from "../foundation/formats";
import { tell } from "../foundation/notify";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { useCan } from "../identity/session";
import { CallFacts } from "./CallFacts";
import { Player } from "./Player";
import { interactionQuery } from "./queries";
import { Timeline } from "./Timeline";
import { isRunning } from "./words";

const route = getRouteApi("/shell/calls/$id");

/** All that is kept about one call. */
export function Call() {
  const { id } = route.useParams();
  const can = useCan();
  const query = useQuery(interactionQuery(id));
  return (
    <Page
      title="Call"
      permission="interactions.read"
      actions={
        <>
          {can("signalling.read") && (
            <Link to="/signalling/$id" params={{ id }}>
              Signalling
            </Link>
          )}
          <Link to="/calls">All calls</Link>
        </>
      }
    >
      <QueryView query={query} loading="Loading the call">
        {(call) => <CallView call={call} />}
      </QueryView>
    </Page>
  );
}

function CallView({ call }: { call: InteractionDetail }) {
  return (
    <div className="deskGrid">
      <Stack gap={14}>
        <CallFacts call={call} />
        <Recordings call={call} />
        <Timeline call={call} />
      </Stack>
      {call.canEditWrapUp ? (
        <WrapUpForm
          key={call.id}
          call={call}
          title={call.wrapUpNeeded ? "Wrap-up, missing" : "Wrap-up"}
          submitWords="Save the wrap-up"
          notYet={isRunning(call) ? "Can be finished when the call has ended" : undefined}
          onDone={() => tell("Wrap-up saved")}
        />
      ) : (
        <section className="panel" aria-label="Notes">
          <Title order={2} mb={6}>
            Notes
          </Title>
          <Text style={{ whiteSpace: "pre-wrap" }} c={call.notes ? undefined : "dimmed"}>
            {call.notes || "No notes."}
          </Text>
        </section>
      )}
    </div>
  );
}

const kindWords = { call: "Recording of the call", voicemail: "Voicemail" };

function Recordings({ call }: { call: InteractionDetail }) {
  const kinds = [...new Set(call.recordings.map((recording) => recording.kind))];
  const [chosen, setChosen] = useState<Recording["kind"] | null>(null);
  const kind = chosen ?? kinds[0];
  if (!kind) return null;
  return (
    <section className="panel" aria-label="Recordings">
      <Group justify="space-between" mb={6}>
        <Title order={2}>{kindWords[kind]}</Title>
        {call.canListen && !isRunning(call) && kinds.length > 1 && (
          <SegmentedControl
            aria-label="Which recording"
            data={kinds.map((value) => ({ value, label: sentence(value) }))}
            value={kind}
            onChange={(value) => setChosen(value as Recording["kind"])}
          />
        )}
      </Group>
      {isRunning(call) ? (
        <Text c="dimmed">It can be heard when the call has ended.</Text>
      ) : call.canListen ? (
        <Player key={kind} interactionId={call.id} kind={kind} label={kindWords[kind]} />
      ) : (
        <Text c="dimmed">There is a recording. Listening to it is not part of your role.</Text>
      )}
    </section>
  );
}
