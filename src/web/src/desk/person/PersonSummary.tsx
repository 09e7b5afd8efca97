import { Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { CurrentCall, Visit } from "../../api/types";
import { useNow } from "../../foundation/clock";
import { dateWords, dayOf, dayTime } from "../../foundation/formats";
import { useChords } from "../../foundation/ownKeys";
import { useDeskView } from "../deskView";
import { deskCallQuery } from "../queries";
import { peopleOf } from "./people";
import { VerificationBadge } from "./VerificationBadge";

const nextWords = (next: Visit, now: number, zone: string) =>
  next.confidential
    ? `${dateWords(dayOf(next.at, zone))}, confidential visit`
    : `${dayTime(next.at, now, zone)}, ${next.visitType}`;

/** C on a narrow desk: the person in 88 px; all of it stands first in the tab Record. */
export function PersonSummary({ call }: { call: CurrentCall | null }) {
  const now = useNow();
  const chords = useChords();
  const { person: index } = useDeskView();
  const deskCall = useQuery({ ...deskCallQuery(call?.id ?? ""), enabled: call !== null }).data;
  if (!deskCall) {
    return (
      <section className="deskPerson" aria-label="Person">
        <Text c="dimmed">Nobody on the line</Text>
      </section>
    );
  }
  const people = peopleOf(deskCall);
  const shown = people[Math.min(index, people.length - 1)];
  const { state, failures } = deskCall.verification;
  const card = shown?.person;
  const next = card?.nextAppointment;
  return (
    <section className="deskPerson" aria-label="Person">
      <Group gap={8} wrap="nowrap">
        <Text fz={18} fw={600} truncate>
          {shown?.name ?? `${deskCall.candidates.length} possible matches`}
        </Text>
        <VerificationBadge verified={shown?.verified ?? false} locked={state === "locked"} failures={failures} />
      </Group>
      <Text truncate>
        {card
          ? `Last contact: ${card.lastContact ? [dayTime(card.lastContact.at, now, card.timeZone), card.lastContact.by].filter(Boolean).join(", ") : "none"}`
          : `Hidden until verified: ${chords.verify}`}
      </Text>
      <Text truncate>{card && `Next: ${next ? nextWords(next, now, card.timeZone) : "none"}`}</Text>
    </section>
  );
}
