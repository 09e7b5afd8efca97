import { Title } from "@mantine/core";
import type { FloorAlert } from "../api/types";
import { LostIcon } from "../foundation/icons";
import { alertWords } from "./words";

/** What is wrong just now, the worst first. A screen reader is told of a new one without losing its place. */
export function AlertList({ alerts }: { alerts: FloorAlert[] }) {
  return (
    <section className="alertList" aria-label="Alerts">
      <Title order={2}>{alerts.length === 0 ? "No alerts" : `Alerts (${alerts.length})`}</Title>
      <ul aria-live="polite">
        {alerts.map((alert) => (
          <li key={`${alert.kind}-${alert.queue?.id ?? alert.agent?.id ?? alert.trunk}`} className="alertLine">
            <LostIcon />
            <span>{alertWords(alert)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
