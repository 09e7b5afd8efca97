import type { AgentState, Floor, FloorAgent, FloorQueue } from "../../src/api/types";
import { ago, appointments, bayview, billing, hillside } from "./data";
import { list, ok, type Route } from "./route";

const front = { id: "t-front", name: "Front line" };
const spanish = { id: "t-spanish", name: "Spanish" };
const noShow = { id: "q-no-show", name: "No-show recovery" };

const names = [
  "Alex Morgan", "Bo Carter", "Casey Lin", "Dana Brooks", "Eli Watts", "Fran Osei", "Gil Romero", "Hana Sato", "Ira Cohen", "Jo Lindqvist",
  "Kim Adeyemi", "Lee Novak", "Mika Berg", "Nia Cole", "Omar Haddad", "Priya Raman", "Quinn Doyle", "Robin Hale", "Sam Ortega", "Tess Rowe",
  "Uma Pillai", "Vic Stone", "Wen Zhao", "Xan Pryor", "Yara Diaz", "Zoe Frank", "Ana Duarte", "Ben Okoye", "Cleo Marsh", "Dev Patel",
]; // biome-ignore format: one list
const states: AgentState[] = [
  "onCall",
  "onCall",
  "ready",
  "onCall",
  "wrapUp",
  "onHold",
  "onCall",
  "ready",
  "away",
  "ringing",
];

const agent = (name: string, n: number): FloorAgent => {
  const state = n === 11 ? "phoneLost" : n === 29 ? "signedOut" : (states[n % states.length] ?? "ready");
  const talks = state === "onCall" || state === "onHold";
  const seconds = 17 + ((n * 71) % 400);
  return {
    id: `agent${n + 1}`,
    name,
    state,
    reason: state === "away" ? "Lunch" : null,
    since: ago(seconds),
    practices: [bayview.id, ...(n % 3 ? [] : [hillside.id])],
    team: n % 4 ? front.id : spanish.id,
    queues: [appointments, billing],
    call: talks
      ? {
          id: `i-${n}`,
          practice: n % 3 ? bayview : hillside,
          queue: n % 3 ? appointments : billing,
          direction: "inbound",
          since: ago(seconds + 60),
          heldSince: state === "onHold" ? ago(seconds) : null,
          coach: null,
        }
      : null,
    phoneReachable: state !== "phoneLost",
    callsToday: (n * 7) % 31,
    flags: n === 6 ? ["call"] : n === 5 ? ["hold"] : n === 4 ? ["wrapUp"] : n === 8 ? ["missedOffers"] : [],
  };
};

const queue = (
  of: { id: string; name: string },
  practice: typeof bayview,
  waiting: number,
  today: number,
  recent: number | null,
): FloorQueue => ({
  ...of,
  practice,
  waiting,
  longestSince: waiting ? ago(41 * waiting) : null,
  within: 20,
  today: { percent: today, received: 140 },
  recent: { percent: recent, received: recent === null ? 0 : 18 },
  ready: waiting > 2 ? 0 : 3,
  busy: 12,
  away: 2,
  signedIn: 17,
});

export const floor = (): Floor => ({
  at: ago(0),
  practices: [bayview, hillside],
  teams: [front, spanish],
  queues: [
    queue(appointments, bayview, 4, 78.2, 61.1),
    queue(noShow, bayview, 0, 94.1, null),
    queue(billing, hillside, 1, 86.4, 88.9),
  ],
  agents: names.map(agent),
  alerts: [
    { kind: "nobodyReady", queue: appointments, agent: null, limit: 0 },
    { kind: "longestWait", queue: appointments, agent: null, limit: 120 },
    { kind: "serviceLevel", queue: appointments, agent: null, limit: 80 },
    { kind: "phoneLost", queue: null, agent: { id: "agent12", name: "Lee Novak" }, limit: 0 },
  ],
  moves: [],
  days: [
    {
      practice: bayview.id,
      counts: [16, 17, 18, 19, 20].map((index) => ({ index, received: index + 4, handled: index + 1 })),
      planned: Array.from({ length: 48 }, (_, n) => (n > 15 && n < 36 ? 20 + (n % 5) : 0)),
    },
  ],
});

const limits = (practiceId: string) => ({
  practiceId,
  wrapUpSeconds: 180,
  holdSeconds: 120,
  callSeconds: 900,
  missedOffers: 2,
  longestWaitSeconds: 120,
  waiting: 5,
  percent: 80,
  showsListening: false,
});

export const outsideLimits = {
  allowed: "+1",
  denied: "+1900 +1xxx976",
  callsPerUser: 2,
  callsOfCentre: 100,
  minutesPerUser: 120,
  minutesOfCentre: 4000,
  rates: "+1=2",
  dollarsPerUser: 25,
  dollarsOfCentre: 250,
};

export const sipGuard = {
  denied: "",
  allowedOnly: "",
  silenced: 1234,
  blockedTotal: 2,
  blocked: [
    { source: "203.0.113.9", reason: "wrongPasswords", since: ago(60), until: ago(-240), proven: true },
    { source: "2001:db8:1:2::/64", reason: "scanner", since: ago(10), until: ago(-50), proven: false },
  ],
};

export const floorRoutes: Route[] = [
  [/^GET \/api\/outside-limits$/, () => ok(outsideLimits)],
  [/^PUT \/api\/outside-limits$/, () => ok(outsideLimits)],
  [/^GET \/api\/sip-guard$/, () => ok(sipGuard)],
  [/^POST \/api\/sip-guard\/unblock$/, () => ok({ ...sipGuard, blockedTotal: 0, blocked: [] })],
  [/^GET \/api\/floor\/thresholds$/, () => ok(list([limits("p-bayview"), limits("p-hillside")]))],
  [/^GET \/api\/announcements$/, () => ok({ items: [], total: 0 })],
  [/^POST \/api\/floor\/moves$/, () => ok({ id: "m-1", agents: [{ id: "agent1", name: "Alex Morgan" }] })],
  [/^PUT \/api\/floor\/agents\/([^/]+)\/state$/, () => ok({ when: "now" })],
  [/^GET \/api\/floor$/, () => ok(floor())],
  [/^GET \/api\/floor\/board$/, () => ok({ at: ago(0), queues: floor().queues })],
  [/^GET \/api\/floor\/agents\/([^/]+)\/call$/, () => ok({ interaction: "i-1", initials: "M. G." })],
];
