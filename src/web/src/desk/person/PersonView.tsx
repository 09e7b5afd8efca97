import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { DeskCall, DeskSubject } from "../../api/types";
import { useNow } from "../../foundation/clock";
import { sentence } from "../../foundation/formats";
import { earnedWords } from "../../interactions/speakers";
import { VipMark } from "../../patients/VipMark";
import { alertsOf } from "../record/recordWords";
import { PersonAlerts } from "./PersonAlerts";
import { PersonFacts } from "./PersonFacts";
import { VerificationBadge } from "./VerificationBadge";
import { VerifyForm } from "./VerifyForm";

interface PersonViewProps {
  call: DeskCall;
  subject: DeskSubject;
  /** Picked by the agent, not only possible by the number. */
  picked: boolean;
  /** Picked in this very moment, so that verifying is next. */
  justPicked: boolean;
  onLeave: () => void;
}

/** One person: name, verification, and behind it alerts and facts. */
export function PersonView({ call, subject, picked, justPicked, onLeave }: PersonViewProps) {
  const { verified } = subject;
  const now = useNow();
  const person = subject.person ?? null;
  const [another, setAnother] = useState(false);
  const verifying = (!verified || another) && call.verification.state !== "locked";
  const locked = call.verification.state === "locked" && !verified;
  const details =
    person && [typeof person.age === "number" && `${person.age} years`, sentence(person.kind)].filter(Boolean);
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" gap={6}>
        <Title order={2} fz={20} lh={1.3} className="ellipsis" title={subject.name ?? undefined}>
          {subject.name}
          <VipMark vip={subject.vip} />
        </Title>
        <Button size="xs" h={32} px={6} variant="subtle" color="dark" flex="none" onClick={onLeave}>
          Not this one
        </Button>
      </Group>
      <Group gap={8} wrap="nowrap" mih={26}>
        <VerificationBadge verified={verified} locked={locked} failures={call.verification.failures} />
        <Text c="dimmed" truncate>
          {details ? details.join(", ") : picked ? "Picked by you" : "Possible match by number"}
        </Text>
      </Group>
      <div className="verifyOrAlerts">
        {locked && (
          <Text role="alert" c="red.9">
            Give out nothing on this call. Offer a call-back to the number on file, or hand over to a supervisor.
          </Text>
        )}
        {verifying && (
          <VerifyForm
            call={call}
            patientId={subject.patientId ?? ""}
            comes={justPicked || another}
            onMatch={() => setAnother(false)}
          />
        )}
        {person && !verifying && (
          <>
            <Group justify="space-between" gap={6} wrap="nowrap" align="flex-start">
              <Text fw={person.earned.change ? 400 : 600}>{earnedWords(call.verification.speaker, person.earned)}</Text>
              <Button
                size="xs"
                h={32}
                px={6}
                variant="subtle"
                color="dark"
                flex="none"
                onClick={() => setAnother(true)}
              >
                Somebody else speaks
              </Button>
            </Group>
            <PersonAlerts alerts={alertsOf(person, now)} />
          </>
        )}
      </div>
      <PersonFacts person={person} />
    </Stack>
  );
}
