import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import type { PersonCard, Visit } from "../../api/types";
import { useNow } from "../../foundation/clock";
import { dayTime } from "../../foundation/formats";
import { tell, tellFailure } from "../../foundation/notify";
import { ReasonDialog } from "../../foundation/ReasonDialog";
import { useCan } from "../../identity/session";
import { type Ground, openVisit, useMarkVisit } from "../record/saving";

interface VisitActionsProps {
  person: PersonCard;
  ground: Ground;
  visit: { id: string; confidential: boolean };
}

/** What can be done with a visit on the card: a confidential one is opened for a reason, and the mark set or taken off. */
export function VisitActions({ person, ground, visit }: VisitActionsProps) {
  const now = useNow();
  const mayEdit = useCan()("patients.edit");
  const [asking, ask] = useState(false);
  const [opened, setOpened] = useState<Visit | null>(null);
  const mark = useMarkVisit(person.patientId, ground);
  const put = (confidential: boolean) =>
    mark.mutate(
      { visit: visit.id, confidential },
      {
        onSuccess: () => tell(confidential ? "The visit is confidential" : "The visit is shown as others are"),
        onError: tellFailure,
      },
    );
  return (
    <>
      {opened && visit.confidential && (
        <Text>
          {dayTime(opened.at, now, person.timeZone)}:{" "}
          {[opened.visitType, opened.provider, opened.location].filter(Boolean).join(", ")}
        </Text>
      )}
      <Group gap={4} className="noPrint">
        {visit.confidential && !opened && (
          <Button variant="default" size="xs" h={28} onClick={() => ask(true)}>
            Open this visit
          </Button>
        )}
        {mayEdit && person.earned.change && person.confides && (
          <Button
            variant="subtle"
            color="dark"
            size="xs"
            h={28}
            px={4}
            loading={mark.isPending}
            onClick={() => put(!visit.confidential)}
          >
            {visit.confidential ? "No longer confidential" : "Mark as confidential"}
          </Button>
        )}
      </Group>
      <ReasonDialog
        title="Open a confidential visit"
        label="Why do you need it?"
        note="Your name, the time and this reason are kept in the audit trail."
        least={15}
        confirmWords="Open"
        opened={asking}
        onClose={() => ask(false)}
        onConfirm={async (reason) => setOpened(await openVisit(person.patientId, visit.id, ground, reason))}
      />
    </>
  );
}
