import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { CurrentCall } from "../../api/types";
import { useLookedUp } from "../../patients/lookUp";
import { useDeskView } from "../deskView";
import { PersonPanel } from "../person/PersonPanel";
import { PersonRecord } from "../person/PersonRecord";
import { isPicked, peopleOf } from "../person/people";
import { deskCallQuery } from "../queries";
import { DeathReport } from "../record/DeathReport";
import type { Ground } from "../record/saving";

/** What is on file about the person in front, and all contacts with them. On a narrow desk the whole of C stands here first. */
export function RecordTab({ call }: { call: CurrentCall | null }) {
  const { person: index, narrow } = useDeskView();
  const deskCall = useQuery({ ...deskCallQuery(call?.id ?? ""), enabled: call !== null }).data;
  const people = deskCall ? peopleOf(deskCall) : [];
  const lookedUp = useLookedUp();
  const subject = call ? people[Math.min(index, people.length - 1)] : undefined;
  const person = call ? subject?.person : lookedUp?.card;
  const ground: Ground = call ? { call: call.id } : { reason: lookedUp?.reason ?? "" };
  return (
    <Stack gap={12}>
      {narrow && <PersonPanel call={call} />}
      {person ? (
        <PersonRecord person={person} ground={ground} />
      ) : (
        <Text c="dimmed">
          {call
            ? "The record opens when the caller is verified: the full name as said, and the date of birth."
            : "The record of who calls opens here."}
        </Text>
      )}
      {deskCall && isPicked(deskCall) && subject?.patientId && !person && (
        <DeathReport patientId={subject.patientId} person={null} ground={ground} />
      )}
    </Stack>
  );
}
