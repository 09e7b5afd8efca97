import { Badge, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { InteractionDetail, Subject } from "../api/types";
import { dispositionPath, dispositionsQuery } from "../dispositions/queries";
import { useNow } from "../foundation/clock";
import { dayTime, duration, phoneNumber } from "../foundation/formats";
import { callerTypeWords, outcomeWords, outsideNumber, resolvedWords } from "./words";

/** The facts of a call in a fixed order, then the people it was about. */
export function CallFacts({ call }: { call: InteractionDetail }) {
  const now = useNow();
  const matches = call.matches.map((match) => (match.vip ? `${match.name}, VIP` : match.name)).join(", ");
  return (
    <section className="panel" aria-label="Facts">
      <Title order={2} mb={6}>
        {call.practice.name}
      </Title>
      <SimpleGrid component="dl" cols={{ base: 1, xs: 2 }} spacing="xl" verticalSpacing={3} m={0}>
        <Fact name="Started">{dayTime(call.startedAt, now)}</Fact>
        <Fact name="Outcome">{outcomeWords(call)}</Fact>
        <Fact name={call.direction === "inbound" ? "Caller" : "Called"}>{phoneNumber(outsideNumber(call))}</Fact>
        <Fact name="Caller is">{callerTypeWords(call.callerType)}</Fact>
        <Fact name="Line">{call.line ?? phoneNumber(call.direction === "inbound" ? call.to : call.from)}</Fact>
        <Fact name="Queue">{call.queue?.name ?? "–"}</Fact>
        <Fact name="Agent">{call.agent?.name ?? "–"}</Fact>
        <Fact name="Resolved">
          {call.agent && typeof call.resolved !== "boolean" ? "Not said" : resolvedWords(call.resolved)}
        </Fact>
        <Fact name="Waited">{duration(call.queueSeconds)}</Fact>
        <Fact name="Talked">{duration(call.talkSeconds)}</Fact>
        <Fact name="On hold">{duration(call.holdSeconds)}</Fact>
        <Fact name="Wrap-up">{duration(call.wrapUpSeconds)}</Fact>
        <Fact name="Reason">{call.reason || "–"}</Fact>
        <Fact name="Source">{call.source || "–"}</Fact>
        {matches && (
          <Fact name="Possible match">
            {matches}{" "}
            <Badge component="span" variant="outline" color="dark" size="sm" tt="none">
              Not verified
            </Badge>
          </Fact>
        )}
      </SimpleGrid>
      <Subjects subjects={call.subjects} />
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div style={{ display: "flex", gap: 8, minWidth: 0 }}>
      <Text component="dt" c="dimmed" w={116} style={{ flexShrink: 0 }}>
        {name}
      </Text>
      <Text component="dd" m={0} className="figures">
        {children}
      </Text>
    </div>
  );
}

function Subjects({ subjects }: { subjects: Subject[] }) {
  const rows = useQuery(dispositionsQuery).data ?? [];
  const wordsOf = (subject: Subject) => {
    const row = rows.find((each) => each.key === subject.disposition);
    return subject.dispositionText || (row && dispositionPath(row)) || subject.disposition || "no disposition yet";
  };
  if (subjects.length === 0) return null;
  return (
    <Stack gap={2} mt={10}>
      <Title order={3}>About</Title>
      {subjects.map((subject, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; two rows may be equal
        <Text key={index}>
          {subject.name ?? "Nobody named"}
          {subject.vip && ", VIP"}: {wordsOf(subject)}
        </Text>
      ))}
    </Stack>
  );
}
