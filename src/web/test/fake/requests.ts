import type { AppointmentRequest, RequestDetail } from "../../src/api/types";
import { ago, bayview } from "./data";
import { list, ok, type Route } from "./route";

const request = (id: string, patient: AppointmentRequest["patient"], more: Partial<AppointmentRequest>) => ({
  id,
  practice: bayview,
  patient,
  sender: null,
  source: "call" as const,
  visitType: null,
  provider: null,
  receivedAt: ago(3600),
  dueAt: ago(-86_400),
  overdue: false,
  note: null,
  state: "new" as const,
  stateAt: ago(3600),
  said: null,
  handledAt: null,
  visit: null,
  version: 0,
  ...more,
});

const cedar = { id: "o-cedar", name: "Cedar Pediatrics" };
const visit = (id: string, days: number, meant: boolean): RequestDetail["visits"][number] => ({
  id,
  visit: {
    id,
    confidential: false,
    at: ago(-days * 86_400),
    visitType: "Annual eye exam",
    provider: "Dr. Amara Osei",
    location: "Bayview Eye, Riverside",
  },
  state: "booked",
  meant,
});

export const requests: AppointmentRequest[] = [
  request(
    "rq-1",
    { id: "pt-7", name: "Mina Sato", vip: false, hidden: false },
    {
      sender: cedar,
      source: "referral",
      receivedAt: ago(6 * 86_400),
      overdue: true,
      note: "Failed the school's screening",
      state: "trying",
      stateAt: ago(86_400),
      said: "No answer; try after three",
      version: 1,
    },
  ),
  request(
    "rq-2",
    { id: "pt-8", name: "Leo Hart", vip: false, hidden: false },
    { source: "webForm", visitType: "Contact lens fitting", note: "Mornings only" },
  ),
];

const booked = request(
  "rq-3",
  { id: "pt-1", name: "Rosa Delgado", vip: false, hidden: false },
  {
    source: "fax",
    sender: cedar,
    state: "booked",
    handledAt: ago(4000),
    visit: visit("ap-9", 4, false),
  },
);

const detail = (id: string): RequestDetail => ({
  request: requests.find((one) => one.id === id) ?? booked,
  steps: [
    { state: "new", at: ago(6 * 86_400), by: "Dana Brooks", note: null, visit: null },
    { state: "trying", at: ago(86_400), by: "Dana Brooks", note: "No answer; try after three", visit: null },
  ],
  visits: [visit("ap-1", 4, true), visit("ap-2", 20, false)],
});

/** What the page of requests asks for. */
export const requestRoutes: Route[] = [
  [
    /^GET \/api\/appointment-requests$/,
    (_s, _b, query) =>
      ok(list(query.get("open") === "false" ? [booked] : requests, { open: requests.length, overdue: 1 })),
  ],
  [/^GET \/api\/appointment-requests\/([^/]+)$/, (_s, _b, _q, id) => ok(detail(id))],
  [/^POST \/api\/appointment-requests$/, () => ok(detail("rq-2"))],
  [/^PUT \/api\/appointment-requests\/([^/]+)\/state$/, (_s, _b, _q, id) => ok(detail(id))],
];
