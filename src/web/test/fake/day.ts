import type { AgentDayBoard, DayBoard, DayFigure, MyDay } from "../../src/api/types";
import { bayview } from "./data";
import type { Body } from "./route";

const today = () => new Date().toISOString().slice(0, 10);
const zone = "America/Chicago";

const figure = (
  key: string,
  title: string,
  unit: string,
  value: number | null,
  more: Partial<DayFigure> = {},
): DayFigure => ({
  key,
  title,
  unit,
  value,
  formula: `${title}, by its definition`,
  aim: null,
  target: null,
  met: null,
  ...more,
});

const figures = () => [
  figure("received", "Calls Received", "calls", 142),
  figure("handled", "Calls Handled", "calls", 131),
  figure("serviceLevel", "Service Level", "percent", 84.51, { aim: "atLeast", target: 80, met: true }),
  figure("averageSpeedToAnswer", "Average Speed to Answer", "seconds", 24.2, { aim: "atMost", target: 20, met: false }),
  figure("abandonmentRate", "Abandonment Rate", "percent", 4.93, { aim: "atMost" }),
  figure("longestWait", "Longest Wait", "seconds", 184, { aim: "atMost" }),
  figure("averageHandleTime", "Average Handle Time", "seconds", 252.4, { aim: "atMost" }),
  figure("firstCallResolution", "First Call Resolution", "percent", null, { aim: "atLeast", target: 75 }),
];

export const dayBoard = (): DayBoard => ({
  practice: bayview,
  day: today(),
  zone,
  figures: figures(),
  peakHour: { day: today(), hour: 10, received: 31 },
  stillRunning: 4,
});

const columns: AgentDayBoard["columns"] = [
  figure("calls", "Calls", "calls", null),
  figure("averageHandleTime", "Average Handle Time", "seconds", null, { aim: "atMost", target: 300 }),
  figure("occupancy", "Occupancy", "percent", null, { aim: "atMost", target: 85 }),
  figure("readyTime", "Ready", "seconds", null),
  figure("awayTime", "Away", "seconds", null),
];

export const agentDays = (): AgentDayBoard => ({
  columns,
  agents: ["Alex Morgan", "Avery Stone", "Jordan Lee", "Robin Hale"].map((name, n) => ({
    id: `u-${n}`,
    name,
    missed: n === 0 ? ["occupancy"] : [],
    values: {
      calls: 18 - n * 3,
      averageHandleTime: 241 + n * 30,
      occupancy: 88.2 - n * 6,
      readyTime: 2640 + n * 700,
      awayTime: 1800,
    },
  })),
});

export const myDay = (): MyDay => ({
  practice: bayview,
  day: today(),
  zone,
  figures: [
    figure("calls", "Calls", "calls", 14),
    figure("averageHandleTime", "Average Handle Time", "seconds", 252, { aim: "atMost", target: 300, met: true }),
    figure("occupancy", "Occupancy", "percent", 88.2, { aim: "atMost", target: 85, met: false }),
  ],
  states: [
    { state: "onCall", seconds: 3120 },
    { state: "ready", seconds: 1240 },
    { state: "wrapUp", seconds: 410 },
  ],
});

/** A refusal in the server's words where the target is no percentage. */
export const setTarget = ({ target }: Body) =>
  typeof target === "number" && target > 100
    ? { status: 400, body: { title: "One or more fields are wrong", errors: { target: ["must be from 0 to 100"] } } }
    : { status: 204 };
