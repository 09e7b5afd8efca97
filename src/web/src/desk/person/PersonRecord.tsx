import { Table, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { PersonCard } from "../../api/types";
import { useNow } from "../../foundation/clock";
import { dateWords, dayTime, languageName, phoneNumber, sentence } from "../../foundation/formats";

/** What is on file about a person, and all contacts with them. */
export function PersonRecord({ person }: { person: PersonCard }) {
  return (
    <>
      <OnFile person={person} />
      <Contacts person={person} />
    </>
  );
}

function OnFile({ person }: { person: PersonCard }) {
  const facts: [name: string, value: string | null | undefined][] = [
    ["Born", person.bornOn && dateWords(person.bornOn)],
    ["MRN", person.mrn],
    ["Language", languageName(person.language)],
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
        Contacts and appointments, at the practice's time
      </Title>
      {person.timeline.length === 0 && <Text c="dimmed">Nothing before this call.</Text>}
      <Table verticalSpacing={3} horizontalSpacing={4} withRowBorders={false}>
        <Table.Tbody>
          {person.timeline.map((item) => (
            <Table.Tr key={`${item.at} ${item.kind} ${item.text}`}>
              <Table.Td className="figures" w={124} valign="top">
                {dayTime(item.at, now, person.timeZone)}
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
