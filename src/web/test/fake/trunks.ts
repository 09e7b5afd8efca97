import type { Trunk } from "../../src/api/types";
import * as data from "./data";
import { list, ok, type Route } from "./route";

const trunk = (name: string, more: Partial<Trunk>): Trunk => ({
  name,
  from: "203.0.113.0/24",
  outbound: "203.0.113.7:5060",
  transport: "udp",
  authority: null,
  audio: "plain",
  domain: null,
  priority: 1,
  weight: 1,
  registers: false,
  user: null,
  hasPassword: false,
  askSeconds: 30,
  silentSeconds: 4,
  unavailableGoesOn: false,
  redirectHosts: "",
  state: "up",
  since: data.ago(86_400),
  roundTripMs: 12.3,
  fault: null,
  outUntil: null,
  registration: null,
  ...more,
});

/** One that is well, one that is down and not registered, one for calls in alone. */
export const trunks = [
  trunk("Acme", {
    registers: true,
    user: "acct",
    hasPassword: true,
    registration: { until: data.ago(-1800), refused: null, nextAt: data.ago(-900) },
  }),
  trunk("Beta", {
    priority: 2,
    state: "down",
    roundTripMs: null,
    since: data.ago(600),
    registers: true,
    registration: { until: null, refused: 403, nextAt: data.ago(-45) },
  }),
  trunk("Clinic line", { priority: 3, outbound: null, state: "inbound", since: null, roundTripMs: null }),
];

export const trunkRoutes: Route[] = [
  [/^GET \/api\/trunks$/, () => ok(list(trunks))],
  [/^POST \/api\/trunks\/Acme\/ask$/, () => ok({ status: 200, roundTripMs: 11.8 })],
  [/^POST \/api\/trunks\/[^/]+\/ask$/, () => ok({ status: null, roundTripMs: null })],
  [
    /^PUT \/api\/trunks\/([^/]+)$/,
    (_s, body, _q, name) =>
      body.outbound === "nowhere"
        ? { status: 400, body: { errors: { outbound: ["must be ADDRESS:PORT, such as 203.0.113.7:5060"] } } }
        : ok(trunk(name, {})),
  ],
  [/^DELETE \/api\/trunks\/[^/]+$/, () => ({ status: 204 })],
];
