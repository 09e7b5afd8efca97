import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { dateWords } from "../foundation/formats";
import { QueryView } from "../foundation/QueryView";
import { useScope } from "../identity/session";
import { referralsQuery, referredPatientsQuery } from "./queries";

const month = new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" });

/** Whom a partner has sent: numbers for all, names when they are asked for by who may list patients. */
export function Referred({ id, name }: { id: string; name: string }) {
  const scope = useScope()("patients.read");
  const [named, setNamed] = useState(false);
  const query = useQuery(referralsQuery(id));
  return (
    <Stack component="section" aria-label="Patients they referred" gap={4}>
      <Group justify="space-between">
        <Title order={3}>Patients they referred</Title>
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
      <QueryView query={query} loading="Loading referrals">
        {({ total, months }) =>
          total === 0 ? (
            <Text c="dimmed">Nobody's record names them yet.</Text>
          ) : (
            <Text className="figures">
              {[
                `${total} in all`,
                ...months.map((each) => `${month.format(Date.parse(`${each.month}-01T00:00:00Z`))}: ${each.patients}`),
              ].join(" · ")}
            </Text>
          )
        }
      </QueryView>
      {named && <Names id={id} />}
    </Stack>
  );
}

function Names({ id }: { id: string }) {
  return (
    <QueryView query={useQuery(referredPatientsQuery(id))} loading="Loading names">
      {({ items, total }) => (
        <>
          <ul className="plainList" aria-label="Whom they referred">
            {items.map((patient) => (
              <li key={patient.id}>
                {patient.name}, {dateWords(patient.on)}
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
