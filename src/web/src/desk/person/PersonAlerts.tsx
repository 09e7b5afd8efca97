import { Text } from "@mantine/core";
import type { PersonCard } from "../../api/types";
import { LostIcon } from "../../foundation/icons";

/** What must be known before anything else is said, at most three lines. */
export function PersonAlerts({ alerts }: { alerts: PersonCard["alerts"] }) {
  return alerts.slice(0, 3).map((alert) => (
    <Text key={alert.text} className={`personAlert ${alert.level}`} title={alert.text}>
      {alert.level === "warn" && <LostIcon />}
      <span>{alert.text}</span>
    </Text>
  ));
}
