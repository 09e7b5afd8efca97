import type { OpenHours } from "../api/types";
import { sentence } from "../foundation/formats";
import { weekdays } from "./weekdays";

const clock = (time: string | null | undefined) => time?.slice(0, 5) ?? "";

/** "Monday to Friday 08:00 to 12:00 and 13:00 to 17:00, Saturday 09:00 to 12:00"; nothing for no hours. */
export function hoursWords(hours: readonly OpenHours[]): string {
  const days = weekdays.map((day) => ({
    day: sentence(day),
    times: hours
      .filter((each) => each.day === day)
      .map(({ opensAt, closesAt }) => `${clock(opensAt)} to ${clock(closesAt)}`)
      .sort()
      .join(" and "),
  }));
  const spans: { from: string; to: string; times: string }[] = [];
  let before = "";
  for (const { day, times } of days) {
    const last = spans.at(-1);
    if (times && last && before === times) last.to = day;
    else if (times) spans.push({ from: day, to: day, times });
    before = times;
  }
  return spans.map(({ from, to, times }) => `${from === to ? from : `${from} to ${to}`} ${times}`).join(", ");
}
