import { Button, Group, Text } from "@mantine/core";
import type { PersonCard } from "../../api/types";
import { wordsOf } from "../../foundation/api";
import { useNow } from "../../foundation/clock";
import { dayTime } from "../../foundation/formats";
import { useCan, useScope } from "../../identity/session";
import { type Ground, useReportDeath } from "./saving";

/** "They have died": said by anybody, believed at once, confirmed later, taken back with a press. */
export function DeathReport({
  patientId,
  person,
  ground,
}: {
  patientId: string;
  person: PersonCard | null;
  ground: Ground;
}) {
  const report = useReportDeath(patientId, ground);
  const now = useNow();
  const may = useCan()("patients.edit");
  const confirms = useScope()("patients.edit") !== "own";
  if (!may) return null;
  const death = person?.record?.death;
  return (
    <>
      {death && (
        <Text>
          Reported to have died, {dayTime(death.reportedAt, now, person?.timeZone)}
          {death.confirmedAt
            ? `; confirmed ${dayTime(death.confirmedAt, now, person?.timeZone)}`
            : "; not confirmed yet"}
        </Text>
      )}
      <Group gap={8}>
        {!death && (
          <Button
            variant="default"
            size="xs"
            h={32}
            loading={report.isPending}
            onClick={() => report.mutate("reported")}
          >
            Report a death
          </Button>
        )}
        {death && !death.confirmedAt && confirms && (
          <Button
            variant="default"
            size="xs"
            h={32}
            disabled={report.isPending}
            onClick={() => report.mutate("confirmed")}
          >
            Confirm it
          </Button>
        )}
        {death && (
          <Button
            variant="default"
            size="xs"
            h={32}
            disabled={report.isPending}
            onClick={() => report.mutate("withdrawn")}
          >
            It was not so
          </Button>
        )}
      </Group>
      {report.isError && (
        <Text role="alert" c="red.9">
          {wordsOf(report.error)}
        </Text>
      )}
    </>
  );
}
