import { List, Text, Title } from "@mantine/core";
import { useNow } from "../../foundation/clock";
import { dayTime } from "../../foundation/formats";
import type { PersonOnFile } from "../record/recordWords";

/** Medicines and notes as the EMR has them: they are changed there. */
export function Chart({ person }: { person: PersonOnFile }) {
  const now = useNow();
  const { chart } = person.record;
  if (!chart) return null;
  return (
    <section aria-label="Chart">
      <Title order={3} mb={4}>
        Chart
      </Title>
      {chart.medications.length > 0 && (
        <>
          <Text c="dimmed">Medicines</Text>
          <List size="sm" mb={4}>
            {chart.medications.map((medicine) => (
              <List.Item key={medicine}>{medicine}</List.Item>
            ))}
          </List>
        </>
      )}
      {chart.notes && (
        <>
          <Text c="dimmed">Notes</Text>
          <Text style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }}>{chart.notes}</Text>
        </>
      )}
      <Text size="xs" c="dimmed">
        {chart.asOf
          ? `From the EMR, as of ${dayTime(chart.asOf, now, person.timeZone)}. It is changed there.`
          : "From the EMR. It is changed there."}
      </Text>
    </section>
  );
}
