import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import type { PatientRow, PersonCard } from "../../api/types";
import { api, ask, wordsOf } from "../../foundation/api";
import { useNow } from "../../foundation/clock";
import { phoneNumber, sentence } from "../../foundation/formats";
import { PhoneIcon } from "../../foundation/icons";
import { tellFailure } from "../../foundation/notify";
import { useCan } from "../../identity/session";
import { closeLookUp, useLookedUp, useOpenCard } from "../../patients/lookUp";
import { VipMark } from "../../patients/VipMark";
import { alertsOf, labelOf, lineTypes } from "../record/recordWords";
import { OpenVip } from "./OpenVip";
import { PersonAlerts } from "./PersonAlerts";
import { PersonFacts } from "./PersonFacts";

const reasons = ["Calling them back", "Asked by a colleague", "Checking a visit", "Putting the record right"];

/** A person without a call that is about them: by name until a reason was given, then the card, and a button a number. */
export function LookedUp() {
  const queryClient = useQueryClient();
  const shown = useLookedUp();
  if (!shown) return null;
  const { person, card } = shown;
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" gap={6}>
        <Title order={2} fz={20} lh={1.3} className="ellipsis" title={person.name}>
          {person.name}
          <VipMark vip={card?.vip ?? person.vip} />
        </Title>
        <Button
          size="xs"
          h={32}
          px={6}
          variant="subtle"
          color="dark"
          flex="none"
          onClick={() => closeLookUp(queryClient)}
        >
          Close
        </Button>
      </Group>
      <Text c="dimmed" mih={26}>
        {[typeof card?.age === "number" && `${card.age} years`, card && sentence(card.kind), "Looked up, not on a call"]
          .filter(Boolean)
          .join(", ")}
      </Text>
      <div className="verifyOrAlerts">
        {card ? (
          <CardActions card={card} />
        ) : person.hidden ? (
          <OpenVip key={person.id} person={person} />
        ) : (
          <WhyForm key={person.id} person={person} />
        )}
      </div>
      <PersonFacts person={card} hiddenWords="Hidden until you say why" />
    </Stack>
  );
}

function CardActions({ card }: { card: PersonCard }) {
  const mayCall = useCan()("calls.make");
  const now = useNow();
  const queryClient = useQueryClient();
  const call = useMutation({
    mutationFn: (to: string) => ask(api.POST("/api/calls", { body: { to, patientId: card.patientId } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["me"] }),
    onError: tellFailure,
  });
  return (
    <>
      <PersonAlerts alerts={alertsOf(card, now)} />
      {mayCall &&
        card.record?.phones.map(({ number, type, work, whyNoCall }) => (
          <Button
            key={number}
            variant="default"
            justify="flex-start"
            leftSection={<PhoneIcon />}
            disabled={Boolean(whyNoCall)}
            loading={call.isPending && call.variables === number}
            onClick={() => call.mutate(number)}
          >
            {whyNoCall ? "Do not call" : "Call"} {phoneNumber(number)}
            {[type !== "unknown" && labelOf(lineTypes, type).toLowerCase(), work && "work"]
              .filter(Boolean)
              .map((word) => `, ${word}`)}
          </Button>
        ))}
    </>
  );
}

function WhyForm({ person }: { person: PatientRow }) {
  const open = useOpenCard(person);
  const [reason, setReason] = useState("");
  const form = useRef<HTMLFormElement>(null);
  // Before the first button, not on it: a key pressed twice gives no reason that nobody chose.
  useEffect(() => form.current?.focus(), []);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    open.mutate({ reason: reason.trim() });
  };
  return (
    <form ref={form} tabIndex={-1} onSubmit={submit} aria-label="Why you look this person up">
      <Text mb={4}>Why do you look them up? It is kept in the audit trail.</Text>
      <Group gap={4} mb={6}>
        {reasons.map((each) => (
          <Button
            key={each}
            variant="default"
            size="xs"
            h={32}
            px={8}
            disabled={open.isPending}
            onClick={() => open.mutate({ reason: each })}
          >
            {each}
          </Button>
        ))}
      </Group>
      <Group gap={6} wrap="nowrap" align="flex-end">
        <TextInput
          label="Another reason"
          flex={1}
          maxLength={500}
          autoComplete="off"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" disabled={reason.trim().length < 10} loading={open.isPending}>
          Open
        </Button>
      </Group>
      <Text role="alert" c="red.9" mih={20}>
        {open.isError && wordsOf(open.error)}
      </Text>
    </form>
  );
}
