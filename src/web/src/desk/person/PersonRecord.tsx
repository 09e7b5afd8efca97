import { Button, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { PersonCard } from "../../api/types";
import { OpenRequests } from "../../appointments/OpenRequests";
import { useNow } from "../../foundation/clock";
import { dateWords, dayOf, languageName, phoneNumber } from "../../foundation/formats";
import { useCan } from "../../identity/session";
import { coverageWords } from "../record/coverages";
import { DeathReport } from "../record/DeathReport";
import { RecordDialog } from "../record/RecordDialog";
import {
  ageWords,
  isOnFile,
  labelOf,
  lineTypes,
  type PersonOnFile,
  portalStates,
  proxyWords,
  statuses,
  wishWords,
} from "../record/recordWords";
import { type Ground, useReadAnew } from "../record/saving";
import { Chart } from "./Chart";
import { CoverageAnswer, coverageAnswers } from "./CoverageAnswer";
import { PersonContacts } from "./PersonContacts";
import { PersonLinks } from "./PersonLinks";

interface PersonRecordProps {
  person: PersonCard;
  /** What a change would be made for. */
  ground: Ground;
}

/** What is on file about a person, and all contacts with them. */
export function PersonRecord({ person, ground }: PersonRecordProps) {
  const readAnew = useReadAnew(person.patientId, ground);
  return (
    <>
      {isOnFile(person) ? (
        <>
          <OnFile person={person} ground={ground} />
          <Chart person={person} />
          <PersonLinks person={person} ground={ground} />
          {coverageAnswers(person).map((answer) => (
            <CoverageAnswer key={answer.place} {...answer} practice={person.practice} onCall={"call" in ground} />
          ))}
          <OpenRequests person={person} onChanged={readAnew} />
          <Proxies person={person} />
          <PersonContacts person={person} ground={ground} />
        </>
      ) : (
        <Text>Who speaks may not be told what is on file. Take a message, or ask for the patient.</Text>
      )}
      <section aria-label="Death">
        <DeathReport patientId={person.patientId} person={person} ground={ground} />
      </section>
    </>
  );
}

type Fact = [name: string, value: string | null | undefined, ended?: boolean];

/** In the order in which they are asked; what nobody knows is left out but for what every practice needs. */
function factsOf(person: PersonOnFile): Fact[] {
  const { record } = person;
  const phones = record.phones.map(({ number, type, work }) =>
    [phoneNumber(number), type !== "unknown" && labelOf(lineTypes, type).toLowerCase(), work && "at work"]
      .filter(Boolean)
      .join(" "),
  );
  const always: Fact[] = [
    ["Born", person.bornOn && dateWords(person.bornOn)],
    ["MRN", person.mrn],
    ["Language", languageName(person.language)],
    ["Phones", phones.join(", ")],
    ["Address", person.address],
    ["E-mail", record.email],
    ...coverageWords(record).map(
      ({ words, ended }, n): Fact => [n === 0 ? "Coverage" : `Coverage ${n + 1}`, words, ended],
    ),
  ];
  const known: Fact[] = [
    ["Status", record.status === "active" ? null : labelOf(statuses, record.status)],
    ["Reach them", wishWords(record)],
    ["Portal", record.portal === "unknown" ? null : labelOf(portalStates, record.portal)],
    ["Referred by", record.referredBy],
    ["Referral partner", record.partner && record.partner.name !== record.referredBy ? record.partner.name : null],
    ["Heard of us by", record.source],
    [
      "Assigned to",
      record.assigned && `${record.assigned.to}, since ${dateWords(dayOf(record.assigned.at, person.timeZone))}`,
    ],
    ...record.fields.map(
      ({ label, kind, value }): Fact => [label, kind === "date" && value ? dateWords(value) : value],
    ),
    ["Remarks", record.remarks],
  ];
  return [...always, ...known.filter(([, value]) => value)];
}

function OnFile({ person, ground }: { person: PersonOnFile; ground: Ground }) {
  const now = useNow();
  const mayEdit = useCan()("patients.edit");
  const [editing, setEditing] = useState(false);
  return (
    <section aria-label="On file">
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Title order={3}>On file</Title>
        {mayEdit && person.earned.change && (
          <Button variant="default" size="xs" h={32} onClick={() => setEditing(true)}>
            Change
          </Button>
        )}
      </Group>
      <dl className="onFile">
        {factsOf(person).map(([name, value, ended]) => (
          <div key={name}>
            <Text component="dt" c="dimmed">
              {name}
            </Text>
            <Text component="dd" m={0} className="figures asTyped" c={ended ? "dimmed" : undefined}>
              {value || "–"}
            </Text>
          </div>
        ))}
      </dl>
      <Text size="xs" c="dimmed">
        {ageWords(person, now)}
      </Text>
      <RecordDialog person={person} ground={ground} opened={editing} onClose={() => setEditing(false)} />
    </section>
  );
}

function Proxies({ person }: { person: PersonOnFile }) {
  const { proxies } = person.record;
  if (proxies.length === 0) return null;
  return (
    <section aria-label="Who speaks for them">
      <Title order={3} mb={4}>
        Who speaks for them
      </Title>
      <dl className="onFile">
        {proxies.map((proxy) => (
          <div key={proxy.id}>
            <Text component="dt" c={proxy.ended ? "dimmed" : undefined}>
              {proxy.name}
            </Text>
            <Text component="dd" m={0} c={proxy.ended ? "dimmed" : undefined}>
              {proxyWords(proxy)}
              {proxy.phone && <span className="figures"> {phoneNumber(proxy.phone)}</span>}
            </Text>
          </div>
        ))}
      </dl>
    </section>
  );
}
