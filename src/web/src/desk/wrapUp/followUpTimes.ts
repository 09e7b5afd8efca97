const hour = 3_600_000;

const at = (from: Date, days: number, hours: number) =>
  new Date(from.getFullYear(), from.getMonth(), from.getDate() + days, hours);

// Nobody is called back at a weekend that the practice does not work.
function nextWorkday(from: Date): Date {
  const days = { 5: 3, 6: 2 }[from.getDay()] ?? 1;
  return at(from, days, 9);
}

/** The call-back times that are promised most, from now, as instants. */
export function followUpTimes(nowMs: number): { label: string; at: Date }[] {
  const now = new Date(nowMs);
  const afternoon = at(now, 0, 15);
  return [
    { label: "In an hour", at: new Date(nowMs + hour) },
    ...(afternoon.getTime() - nowMs > hour ? [{ label: "Today 15:00", at: afternoon }] : []),
    { label: "Next workday 9:00", at: nextWorkday(now) },
  ];
}

/** An instant as the browser's own field for date and time writes it, in local time. */
export function localField(instant: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
  return `${day}T${two(instant.getHours())}:${two(instant.getMinutes())}`;
}
