import type { InboundReport, Town } from "../../src/api/types";

const columns = [
  {
    key: "received",
    title: "Received",
    unit: "calls",
    formula: "All inbound calls that reached the practice's number",
  },
  { key: "answered", title: "Answered", unit: "calls", formula: "Received calls that an agent answered" },
  { key: "abandoned", title: "Abandoned", unit: "calls", formula: "Received calls whose caller hung up in the queue" },
  { key: "voicemail", title: "Voicemail", unit: "calls", formula: "Received calls that left a voicemail" },
  { key: "answerRate", title: "Answered, %", unit: "percent", formula: "Answered / Received" },
  { key: "serviceLevel", title: "In 20 s, %", unit: "percent", formula: "Answered within 20 s / Received" },
  {
    key: "averageWait",
    title: "Average wait",
    unit: "seconds",
    formula: "Sum of waiting of answered calls / Answered",
  },
  { key: "averageTalk", title: "Average talk", unit: "seconds", formula: "Sum of talking / Answered" },
];

const figures = (n: number) => ({
  received: 60 + n * 4,
  answered: 54 + n * 4,
  abandoned: 3,
  voicemail: 3,
  answerRate: 90.2 + n / 3,
  serviceLevel: 81.5 + n / 2,
  averageWait: 14 + n,
  averageTalk: 171 + n,
});

export function report(query: URLSearchParams): InboundReport {
  const by = query.get("by") ?? "day";
  const days = Array.from({ length: 7 }, (_, n) =>
    new Date(Date.now() - (6 - n) * 86_400_000).toISOString().slice(0, 10),
  );
  const hours = Array.from({ length: 10 }, (_, n) => 8 + n);
  const rows =
    by === "day"
      ? days.map((day, n) => ({ day, hour: null, ...figures(n) }))
      : by === "hour"
        ? hours.map((hour, n) => ({ day: null, hour, ...figures(n) }))
        : days.flatMap((day) => hours.map((hour, n) => ({ day, hour, ...figures(n) })));
  return {
    name: "inbound-by-hour",
    from: query.get("from") ?? "",
    to: query.get("to") ?? "",
    zone: "America/Chicago",
    columns,
    rows,
    totals: { ...figures(0), received: 504, answered: 462, abandoned: 21, voicemail: 21 },
    callers: {
      byType: [
        { callerType: "patient", received: 312 },
        { callerType: "provider", received: 61 },
        { callerType: "relative", received: 40 },
        { callerType: "unknown", received: 91 },
      ],
      bySource: [
        { source: "Patient referral", received: 120 },
        { source: "Website or Google", received: 88 },
        { source: null, received: 296 },
      ],
    },
    practice: { id: "p-bayview", name: "Bayview Eye" },
    by: "day",
    stillRunning: 2,
    peakHour: { day: days[3] ?? "", hour: 10, received: 24 },
  };
}

/** The town agrees in all columns but one. */
export const town = (): Town => ({
  since: new Date(Date.now() - 3_600_000).toISOString(),
  until: new Date().toISOString(),
  zone: "America/Chicago",
  speed: 1,
  load: 1,
  calls: 62,
  running: 2,
  toleranceSeconds: 1,
  columns: columns.map(({ key, title, unit }, n) => ({
    key,
    title,
    unit,
    report: 60 + n,
    town: n === 2 ? 61 : 60 + n,
    verdict: n === 2 ? "different" : "equal",
    words: n === 2 ? "the report has 1 call more than the town" : "",
  })),
});
