import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { RequestState } from "../api/types";
import { AddRequest } from "../appointments/AddRequest";
import { stateWords } from "../appointments/requestWords";
import { useNow } from "../foundation/clock";
import { dateWords, dayTime } from "../foundation/formats";
import { QueryView } from "../foundation/QueryView";
import { useCan, useScope } from "../identity/session";
import { VipMark } from "../patients/VipMark";
import { referralsQuery, referredPatientsQuery } from "./queries";

const month = new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" });

const standsWords = (state: RequestState | null | undefined) => (state ? stateWords(state) : "No request");

interface ReferredProps {
  id: string;
  name: string;
  practice: string;
}

/** Whom a partner has sent and how far its requests are: numbers for all, names when they are asked for by who may list patients. */
export function Referred({ id, name, practice }: ReferredProps) {
  const scope = useScope()("patients.read");
  const can = useCan();
  const [named, setNamed] = useState(false);
  const [adding, setAdding] = useState<{ patientId: string; name: string } | "nobody" | null>(null);
  const query = useQuery(referralsQuery(id));
  return (
    <Stack component="section" aria-label="Patients they referred" gap={4}>
      <Group justify="space-between">
        <Title order={3}>Patients they referred</Title>
        <Group gap={6}>
          {can("requests.read") && (
            <Link to="/requests" search={{ practice, partner: id }}>
              Their open requests
            </Link>
          )}
          {can("requests.work") && (
            <Button
              size="xs"
              h={32}
              variant="default"
              aria-label={`Add a request of ${name}`}
              onClick={() => setAdding("nobody")}
            >
              Add a request
            </Button>
          )}
          {(scope === "practice" || scope === "all") && !named && (
            <Button
              size="xs"
              h={32}
              variant="default"
              aria-label={`Show whom ${name} referred`}
              onClick={() => setNamed(true)}
            >
              Show names
            </Button>
          )}
        </Group>
      </Group>
      <QueryView query={query} loading="Loading referrals">
        {({ total, months, requests }) =>
          total === 0 ? (
            <Text c="dimmed">Nobody's record names them yet.</Text>
          ) : (
            <>
              <Text className="figures">
                {[
                  `${total} in all`,
                  ...months.map(
                    (each) => `${month.format(Date.parse(`${each.month}-01T00:00:00Z`))}: ${each.patients}`,
                  ),
                ].join(" · ")}
              </Text>
              <Text className="figures">
                {requests.map((each) => `${standsWords(each.state)}: ${each.patients}`).join(" · ")}
              </Text>
            </>
          )
        }
      </QueryView>
      {named && <Names id={id} onAdd={can("requests.work") ? setAdding : undefined} />}
      <AddRequest
        practice={practice}
        sender={id}
        patient={adding && adding !== "nobody" ? adding : undefined}
        opened={adding !== null}
        onClose={() => setAdding(null)}
      />
    </Stack>
  );
}

interface NamesProps {
  id: string;
  onAdd?: (patient: { patientId: string; name: string }) => void;
}

function Names({ id, onAdd }: NamesProps) {
  const now = useNow();
  return (
    <QueryView query={useQuery(referredPatientsQuery(id))} loading="Loading names">
      {({ items, total }) => (
        <>
          <ul className="plainList" aria-label="Whom they referred">
            {items.map((patient) => (
              <li key={patient.id}>
                <Group gap={8}>
                  <Text>
                    {patient.name}
                    <VipMark vip={patient.vip} />
                    {patient.hidden
                      ? ": hidden until you say why"
                      : `, ${patient.on ? dateWords(patient.on) : "–"}: ${standsWords(patient.request?.state)}`}
                    {patient.request && `, ${dayTime(patient.request.at, now)}`}
                  </Text>
                  {!patient.request && !patient.hidden && onAdd && (
                    <Button
                      size="xs"
                      h={32}
                      px={8}
                      variant="subtle"
                      aria-label={`Add a request for ${patient.name}`}
                      onClick={() => onAdd({ patientId: patient.id, name: patient.name })}
                    >
                      Add a request
                    </Button>
                  )}
                </Group>
              </li>
            ))}
          </ul>
          {total > items.length && (
            <Text c="dimmed">
              The last {items.length} of {total}.
            </Text>
          )}
          <Text c="dimmed">That you saw these names stands in the audit trail.</Text>
        </>
      )}
    </QueryView>
  );
}
