import { Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CurrentCall, PersonCard } from "../../api/types";
import { useNow } from "../../foundation/clock";
import { dateWords, dayTime, phoneNumber, sentence } from "../../foundation/formats";
import { useDeskView } from "../deskView";
import { PersonPanel } from "../person/PersonPanel";
import { peopleOf } from "../person/people";
import { deskCallQuery } from "../queries";

/** What is on file about the person in front, and all contacts with them. On a narrow desk the whole of C stands here first. */
export function RecordTab({ call }: { call: CurrentCall | null }) {
  const { person: index, narrow } = useDeskView();
  const deskCall = useQuery({ ...deskCallQuery(call?.id ?? ""), enabled: call !== null }).data;
  const people = deskCall ? peopleOf(deskCall) : [];
  const person = people[Math.min(index, people.length - 1)]?.person;
  return (
    <Stack gap={12}>
      {narrow && <PersonPanel call={call} />}
      {person ? (
        <>
          <OnFile person={person} />
          <Contacts person={person} />
        </>
      ) : (
        <Text c="dimmed">
          {call
            ? "The record opens when the caller is verified: the full name as said, and the date of birth."
            : "The record of who calls opens here."}
        </Text>
      )}
    </Stack>
  );
}

function OnFile({ person }: { person: PersonCard }) {
  const facts: [name: string, value: string | null | undefined][] = [
    ["Born", person.bornOn && dateWords(person.bornOn)],
    ["MRN", person.mrn],
    ["Language", person.language],
    ["Phones", person.phones.map(phoneNumber).join(", ")],
    ["Address", person.address],
  ];
  return (
    <section aria-label="On file">
      <Title order={3} mb={4}>
        On file
      </Title>
      <dl className="onFile">
        {facts.map(([name, value]) => (
          <div key={name}>
            <Text component="dt" c="dimmed">
              {name}
            </Text>
            <Text component="dd" m={0} className="figures">
              {value || "–"}
            </Text>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Contacts({ person }: { person: PersonCard }) {
  const now = useNow();
  return (
    <section aria-label="Contacts">
      <Title order={3} mb={4}>
        Contacts and appointments
      </Title>
      {person.timeline.length === 0 && <Text c="dimmed">Nothing before this call.</Text>}
      <Table verticalSpacing={3} horizontalSpacing={4} withRowBorders={false}>
        <Table.Tbody>
          {person.timeline.map((item) => (
            <Table.Tr key={`${item.at} ${item.kind} ${item.text}`}>
              <Table.Td className="figures" w={124} valign="top">
                {dayTime(item.at, now)}
              </Table.Td>
              <Table.Td w={96} valign="top">
                {item.interactionId ? (
                  <Link to="/calls/$id" params={{ id: item.interactionId }}>
                    {sentence(item.kind)}
                  </Link>
                ) : (
                  sentence(item.kind)
                )}
              </Table.Td>
              <Table.Td>{[item.text, item.by].filter(Boolean).join(", ")}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
