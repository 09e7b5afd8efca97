import type { PracticeHalfHours } from "../api/types";
import { halfHours, timeOf } from "./day";
import "./dayStrip.css";

/** Today by half hours in 96 px: calls received and handled above, what a usual day brings below. */
export function DayStrip({ days }: { days: PracticeHalfHours[] }) {
  const halves = halfHours(days);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys (WCAG 2.1.1)
    <section className="dayStrip" aria-label="Today by half hours" tabIndex={0}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="row">Half hour</th>
            {halves.map((half) => (
              <th key={half.index} scope="col">
                {timeOf(half.index)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Received</th>
            {halves.map((half) => (
              <td key={half.index}>{half.received || "–"}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">Handled</th>
            {halves.map((half) => (
              <td key={half.index}>{half.received ? half.handled : "–"}</td>
            ))}
          </tr>
          <tr>
            <th scope="row" title="The mean of this weekday in the last four weeks">
              Plan (usual)
            </th>
            {halves.map((half) => (
              <td key={half.index}>{half.planned === null ? "–" : Math.round(half.planned)}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}
