import type { SetUp, SetUpPractice } from "../../src/api/types";
import * as data from "./data";
import { list, ok, type Route } from "./route";

const roles = [
  { key: "agent", title: "Agent", permissions: [{ permission: "agent.work", scope: "own" }] },
  { key: "manager", title: "Office manager", permissions: [{ permission: "patients.import", scope: "practice" }] },
];

const opened = (): SetUp => ({
  practices: [
    {
      ...data.bayview,
      queues: [{ id: "q-1", name: "Appointments" }],
      profile: "p-1",
      numbers: [{ e164: "+15125550100", purpose: "Appointments" }],
      people: 12,
      agents: 10,
      ready: 3,
      lastCall: { startedAt: data.ago(40), number: "+15125550100", answered: true, ended: false },
    },
  ],
  trunks: ["Acme"],
  unknown: [],
});

const unknown = [{ dialled: "15125550142", e164: "+15125550142", trunk: "Acme", at: data.ago(60) }];

/** A centre that is open; in the scene "empty" one that has nobody, in "begun" one that has an administrator alone. */
export function setUpRoutes(scene: string): Route[] {
  let awaited = scene === "empty";
  const setUp: SetUp = awaited || scene === "begun" ? { practices: [], trunks: [], unknown } : opened();
  const first = () => setUp.practices[0] as SetUpPractice;
  return [
    [/^GET \/api\/session\/first$/, () => ok({ isAwaited: awaited })],
    [
      /^POST \/api\/session\/first$/,
      (s, body) => {
        if (body.code !== "ABCD-EFGH-2345") return { status: 400, body: { errors: { code: ["is not the code"] } } };
        awaited = false;
        s.user = "admin";
        return ok({ token: "t", me: data.me("admin") });
      },
    ],
    [/^GET \/api\/set-up$/, () => ok(setUp)],
    [/^GET \/api\/roles$/, () => ok(list(roles))],
    [
      /^POST \/api\/practices$/,
      (_s, body) => {
        const made = { id: `pr-${setUp.practices.length + 1}`, name: String(body.name) };
        setUp.practices.push({
          ...made,
          queues: [],
          profile: null,
          numbers: [],
          people: 0,
          agents: 0,
          ready: 0,
          lastCall: null,
        });
        return ok(made);
      },
    ],
    [
      /^POST \/api\/queues$/,
      (_s, body) => {
        const queue = { id: `q-${first().queues.length + 1}`, name: String(body.name) };
        first().queues.push(queue);
        return ok(queue);
      },
    ],
    [/^POST \/api\/profiles$/, () => ok({ id: Object.assign(first(), { profile: "p-new" }).profile })],
    [
      /^POST \/api\/users$/,
      (_s, body) => {
        if (body.user === "taken") return { status: 400, body: { errors: { user: ["is taken"] } } };
        first().people += 1;
        return ok({ id: `u-${body.user}` });
      },
    ],
    [
      /^PUT \/api\/agents\/[^/]+\/profile$/,
      () => {
        first().agents += 1;
        return { status: 204 };
      },
    ],
    [
      /^PUT \/api\/numbers\/([^/]+)$/,
      (_s, body, _q, number) => {
        first().numbers.push({ e164: decodeURIComponent(number), purpose: String(body.purpose) });
        return ok({});
      },
    ],
    [
      /^PUT \/api\/trunks\/(New)$/,
      (_s, _b, _q, name) => {
        setUp.trunks.push(name);
        return ok({ name });
      },
    ],
  ];
}
