import type { IncomingMessage, ServerResponse } from "node:http";
import { bulkRoutes } from "./bulk";
import { contactRoutes } from "./contacts";
import * as data from "./data";
import { agentDays, dayBoard, myDay, setTarget } from "./day";
import { deskRoutes } from "./desk";
import { duplicateRoutes } from "./duplicates";
import { exportRoutes, pastExports } from "./exports";
import { floorRoutes } from "./floor";
import { hub } from "./hub";
import { importRoutes, pastImports } from "./imports";
import { knowledgeRoutes } from "./knowledge";
import { listRoutes } from "./lists";
import { noticeRoutes } from "./notices";
import { openingRoutes } from "./openings";
import { deskCall } from "./people";
import { practiceRoutes } from "./practices";
import { promptRoutes } from "./prompts";
import { report, town } from "./report";
import { requestRoutes } from "./requests";
import { type Answer, type Body, list, ok, type Route, type State } from "./route";
import { scenes } from "./scenes";
import { setUpRoutes } from "./setUp";
import { signallingRoutes } from "./signalling";
import { trunkRoutes } from "./trunks";

// A small stand-in for the server, for looking at the screens; user "locked" is locked, any other signs in; "agent2" has no call.

const calls = Array.from({ length: 240 }, (_, n) => data.interaction(n + 2));
const users = ["admin", "supervisor", "agent1", "agent2", "qa"];

const phone = (kind: string) => ({
  kind,
  user: "agent1",
  secret: "correct-horse-battery",
  domain: "kindline.example",
  addresses: { udp: "10.0.0.5:5060", tcp: "10.0.0.5:5060", tls: null, ws: "ws://10.0.0.5:5080/sip" },
  iceServers: [],
  reachable: true,
  contacts: 1,
});

const found = { bornOn: null, phones: [], practice: data.bayview, kind: "patient", language: null };
const foundRosa = { ...found, id: "pt-1", name: "Rosa Delgado", mrn: "••••042", vip: false, hidden: false };
const foundIda = { ...found, id: "pt-3", name: "Ida Salas", mrn: null, vip: true, hidden: true };

const routes: Route[] = [
  [/^GET \/api\/session$/, (s) => (s.user ? ok(data.me(s.user)) : { status: 401, body: { title: "not signed in" } })],
  [/^DELETE \/api\/session$/, signOut],
  [/^POST \/api\/session$/, signIn],
  [/^GET \/api\/agents\/me$/, (s) => ok(s.agent)],
  [
    /^PUT \/api\/agents\/me\/state$/,
    (s, body) => ok(Object.assign(s.agent, { ...body, since: new Date().toISOString() })),
  ],
  [/^PUT \/api\/agents\/me\/next-state$/, (s, body) => ok(Object.assign(s.agent, { nextState: body }))],
  [/^GET \/api\/agents\/me\/phone$/, (s) => ok(phone(s.agent.phone.kind))],
  [/^PUT \/api\/agents\/me\/phone$/, (s, body) => ok(phone(Object.assign(s.agent.phone, body).kind))],
  [/^GET \/api\/agents$/, () => ok(list(data.agents))],
  [/^GET \/api\/queues$/, () => ok(list(data.queues))],
  ...deskRoutes,
  ...floorRoutes,
  [/^POST \/api\/calls$/, () => ok({ id: "i-1" })],
  [/^GET \/api\/interactions$/, (_s, _b, query) => ok(page(calls, query))],
  [
    /^GET \/api\/interactions\/([^/]+)$/,
    (s, _b, _q, id) =>
      // A call that only rings at an agent is not theirs to read yet.
      id === "i-1" && s.agent.state === "ringing"
        ? { status: 404, body: { title: "Not found" } }
        : ok(id === "i-1" ? { ...data.detail(id), notes: "", subjects: [], state: "talking" } : data.detail(id)),
  ],
  [/^PUT \/api\/interactions\/([^/]+)\/wrap-up$/, wrapUp],
  [/^GET \/api\/dispositions$/, () => ok(list(data.dispositions))],
  [/^GET \/api\/owed$/, (_s, _b, query) => ok(owed(query))],
  [
    /^GET \/api\/work-items$/,
    (_s, _b, query) => ok(list(query.get("state") === "done" ? [] : data.workItems, { openCount: 2 })),
  ],
  [/^POST \/api\/patients\/search$/, (_s, body) => ok(list([/^ida/i.test(String(body.query)) ? foundIda : foundRosa]))],
  [/^GET \/api\/demo\/town$/, () => ok(town())],
  [/^GET \/api\/reports\/day$/, () => ok(dayBoard())],
  [/^GET \/api\/reports\/day\/agents$/, () => ok(agentDays())],
  [/^GET \/api\/reports\/my-day$/, () => ok(myDay())],
  [/^PUT \/api\/reports\/targets\//, (_s, body) => setTarget(body)],
  [/^GET \/api\/reports\/inbound-by-hour$/, (_s, _b, query) => ok(report(query))],
  [
    /^GET \/api\/reports\/inbound-by-hour\/rows$/,
    (_s, _b, query) => ok({ ...page(calls.slice(0, 62), query), hidden: 0 }),
  ],
  [/^GET \/api\/audit$/, () => ok({ items: Array.from({ length: 50 }, (_, n) => auditEntry(n)), total: 1240 })],
  ...promptRoutes,
  ...knowledgeRoutes,
  ...signallingRoutes,
  ...trunkRoutes,
  ...exportRoutes,
  ...practiceRoutes,
  ...contactRoutes,
  ...openingRoutes(),
  ...noticeRoutes(),
  ...requestRoutes,
  ...importRoutes,
  [/^GET \/api\/users$/, () => ok(list(users.map(user)))],
  [
    /^GET \/healthz$/,
    () =>
      ok({
        status: "healthy",
        checks: [
          { name: "database", status: "healthy" },
          { name: "sip", status: "healthy", message: "UDP and TCP on 5060" },
        ],
      }),
  ],
  [/^(POST|PUT|DELETE) \/api\//, () => ok({})],
];

function signIn(state: State, body: Body): Answer {
  if (body.user === "locked") return { status: 423, body: { title: "Locked after too many tries", retryAfter: 272 } };
  if (body.password === "wrong") return { status: 401, body: { title: "Wrong name or password" } };
  state.user = String(body.user ?? "agent1");
  return ok({ token: "t", me: data.me(state.user) });
}

function signOut(state: State): Answer {
  state.user = null;
  return { status: 204 };
}

function wrapUp(state: State, body: Body, _query: URLSearchParams, id: string): Answer {
  if (body.done)
    Object.assign(state.agent, { state: body.nextState, reason: body.nextReason, call: null, nextState: null });
  return ok(data.detail(id));
}

function owed(query: URLSearchParams) {
  const [kind, mine] = [query.get("kind"), query.get("mine")];
  const fits = (entry: (typeof data.owed)[number]) => (!kind || entry.kind === kind) && (!mine || entry.owner !== null);
  const counts: { [kind: string]: number } = {};
  for (const entry of data.owed) counts[entry.kind] = (counts[entry.kind] ?? 0) + 1;
  const items = query.get("state") === "closed" ? [] : data.owed.filter(fits);
  return list(items, { openCount: data.owed.length, counts });
}

function page<T>(all: T[], query: URLSearchParams) {
  const size = Number(query.get("size") ?? 50);
  const first = (Number(query.get("page") ?? 1) - 1) * size;
  return { items: all.slice(first, first + size), total: all.length };
}

const auditEntry = (n: number) => ({
  seq: 1240 - n,
  at: data.ago(n * 77),
  actor: "agent1",
  role: "agent",
  code: "interaction.read",
  action: n % 5 ? "R" : "U",
  objectType: "Interaction",
  objectId: `i-${n}`,
  reason: n % 5 ? null : "Asked for by the practice's compliance officer after a complaint",
  outcome: "allowed",
  ip: "10.0.0.17",
});

const user = (name: string, n: number) => ({
  id: `u-${name}`,
  user: name,
  name: ["Avery Stone", "Morgan Diaz", "Dana Brooks", "Robin Hale", "Toni Marsh"][n],
  role: name.replace(/\d/, ""),
  team: n > 1 ? "Front line" : null,
  practices: [data.bayview, data.hillside],
  active: true,
  lockedUntil: n === 3 ? new Date(Date.now() + 500_000).toISOString() : null,
});

/** One server of its own in one scene: answers a request for /api or /healthz. */
export function fakeServer(user: string | null = null, scene = user === "agent2" ? "idle" : "talking") {
  const state: State = {
    user,
    agent: data.agentMe(),
    desk: deskCall(),
    location: { address: "Suite 210, 400 Congress Avenue, Austin", state: "TX", setAt: data.ago(900), current: true },
    parked: [],
    emergencies: [],
    imports: pastImports(),
    exports: pastExports(),
    favourites: data.dispositions.slice(0, 8).map((row) => row.key),
    asked: [],
  };
  scenes[scene]?.(state);
  const own = [...duplicateRoutes(), ...listRoutes(), ...bulkRoutes(), ...setUpRoutes(scene)];
  const answer = (method: string, url: URL, body: string): Required<Answer> => {
    const asked = `${method} ${url.pathname}`;
    // A file is no JSON.
    const sent = /^[{[]/.test(body) ? JSON.parse(body) : {};
    if (method !== "GET") state.asked.push({ what: asked, body: sent });
    const route = [...own, ...routes].find(([pattern]) => pattern.test(asked));
    const [, first = "", second = ""] = route?.[0].exec(asked) ?? [];
    const found: Answer = route
      ? route[1](state, sent, url.searchParams, first, second)
      : { status: 404, body: { title: "Not found" } };
    return { status: found.status ?? 200, body: found.body };
  };
  return { state, answer };
}

/** The same behind a node server; /live too, and /fake/SCENE begins anew in that scene; everything else is left to the next handler. */
export function fakeHandler() {
  let { answer } = fakeServer();
  const live = hub();
  return async (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    const url = new URL(request.url ?? "/", "http://fake");
    const [, scene] = /^\/fake\/(\w+)$/.exec(url.pathname) ?? [];
    if (scene) {
      answer = fakeServer(url.searchParams.get("user") ?? "agent1", scene).answer;
      return response.writeHead(302, { Location: url.searchParams.get("to") ?? "/desk" }).end();
    }
    if (url.pathname.startsWith("/live")) return live(request, response, url);
    if (!url.pathname.startsWith("/api") && url.pathname !== "/healthz") return next();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, body } = answer(request.method ?? "GET", url, Buffer.concat(chunks).toString());
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(body === undefined ? "" : JSON.stringify(body));
  };
}

/** The same in place of `fetch`, with the state to look into. */
export function fakeFetching(user: string | null = null, scene?: string) {
  const { state, answer } = fakeServer(user, scene);
  const fetch = async (request: Request | string): Promise<Response> => {
    if (typeof request === "string") return new Response(null, { status: 404 });
    const { status, body } = answer(request.method, new URL(request.url), await request.text());
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  };
  return { state, fetch };
}
