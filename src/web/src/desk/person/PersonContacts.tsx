import { Table, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { PersonCard, TimelineItem } from "../../api/types";
import { useNow } from "../../foundation/clock";
import { dateWords, dayOf, dayTime, sentence } from "../../foundation/formats";
import type { Ground } from "../record/saving";
import { VisitActions } from "./VisitActions";

interface PersonContactsProps {
  person: PersonCard;
  /** What a change would be made for. */
  ground: Ground;
}

/** The next visit, then contacts and visits of the past, newest first. Of a confidential visit there is the date. */
export function PersonContacts({ person, ground }: PersonContactsProps) {
  const now = useNow();
  const items = [...nextOf(person), ...person.timeline];
  return (
    <section aria-label="Contacts">
      <Title order={3} mb={4}>
        Contacts and appointments, at the practice's time
      </Title>
      {items.length === 0 && <Text c="dimmed">Nothing before this call.</Text>}
      <Table verticalSpacing={3} horizontalSpacing={4} withRowBorders={false}>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.visitId ?? `${item.at} ${item.kind} ${item.text}`}>
              <Table.Td className="figures" w={124} valign="top">
                {item.confidential
                  ? dateWords(dayOf(item.at, person.timeZone))
                  : dayTime(item.at, now, person.timeZone)}
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
              <Table.Td>
                {[item.text, item.by].filter(Boolean).join(", ")}
                {item.visitId && (
                  <VisitActions
                    person={person}
                    ground={ground}
                    visit={{ id: item.visitId, confidential: item.confidential ?? false }}
                  />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function nextOf({ nextAppointment: next }: PersonCard): TimelineItem[] {
  if (!next) return [];
  const text = next.confidential ? "Next: confidential visit" : `Next: ${next.visitType} at ${next.location}`;
  const { at, id, provider, confidential } = next;
  return [{ at, kind: "visit", text, by: provider, interactionId: null, visitId: id, confidential }];
}
