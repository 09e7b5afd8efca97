import type { IncomingMessage, ServerResponse } from "node:http";
import type { AgentMe } from "../../src/api/types";
import * as data from "./data";
import { hub } from "./hub";
import { report } from "./report";

/** A small stand-in for the server, for looking at the screens; user "locked" is locked, any other signs in; "agent2" has no call. */
interface State {
  user: string | null;
  agent: AgentMe;
}

const list = <T>(items: T[], more: object = {}) => ({ items, total: items.length, ...more });
const calls = Array.from({ length: 240 }, (_, n) => data.interaction(n + 2));
const users = ["admin", "supervisor", "agent1", "agent2", "qa"];

type Answer = { status?: number; body?: unknown };
type Route = [
  pattern: RegExp,
  answer: (state: State, body: Record<string, string>, query: URLSearchParams, id: string) => Answer,
];

const ok = (body: unknown): Answer => ({ body });
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

const routes: Route[] = [
  [/^GET \/api\/session$/, (s) => (s.user ? ok(data.me(s.user)) : { status: 401, body: { title: "not signed in" } })],
  [/^DELETE \/api\/session$/, signOut],
  [/^POST \/api\/session$/, signIn],
  [/^GET \/api\/agents\/me$/, (s) => ok(s.agent)],
  [
    /^PUT \/api\/agents\/me\/state$/,
    (s, body) => ok(Object.assign(s.agent, { ...body, since: new Date().toISOString() })),
  ],
  [/^PUT \/api\/agents\/me\/next-state$/, (s, body) => ok(Object.assign(s.agent, { nextState: body.state }))],
  [/^POST \/api\/agents\/me\/desk$/, (s) => ok(Object.assign(s.agent, { deskId: "d-1" }))],
  [/^GET \/api\/agents\/me\/phone$/, (s) => ok(phone(s.agent.phone.kind))],
  [/^PUT \/api\/agents\/me\/phone$/, (s, body) => ok(phone(Object.assign(s.agent.phone, body).kind))],
  [/^GET \/api\/agents$/, () => ok(list(data.agents))],
  [/^GET \/api\/queues$/, () => ok(list(data.queues))],
  [
    /^GET \/api\/practices$/,
    () => ok(list([data.bayview, data.hillside].map((p) => ({ ...p, timeZone: "America/Chicago", open: true })))),
  ],
  [/^POST \/api\/calls\/[^/]+\/(\w+)$/, control],
  [/^POST \/api\/calls$/, () => ok({ id: "i-1" })],
  [/^GET \/api\/interactions$/, (_s, _b, query) => ok(page(calls, query))],
  [
    /^GET \/api\/interactions\/([^/]+)$/,
    (_s, _b, _q, id) =>
      ok(id === "i-1" ? { ...data.detail(id), notes: "", subjects: [], state: "talking" } : data.detail(id)),
  ],
  [/^PUT \/api\/interactions\/([^/]+)\/wrap-up$/, (_s, _b, _q, id) => ok(data.detail(id))],
  [/^GET \/api\/dispositions$/, () => ok(list(data.dispositions))],
  [
    /^GET \/api\/owed$/,
    (_s, _b, query) => ok(list(query.get("state") === "closed" ? [] : data.owed, { openCount: data.owed.length })),
  ],
  [
    /^GET \/api\/work-items$/,
    (_s, _b, query) => ok(list(query.get("state") === "done" ? [] : data.workItems, { openCount: 2 })),
  ],
  [
    /^POST \/api\/patients\/search$/,
    () =>
      ok(
        list([
          { id: "pt-9", name: "Delgado, Rosa", bornOn: "1980-02-03", mrn: "10042", phones: [], practice: data.bayview },
        ]),
      ),
  ],
  [/^GET \/api\/reports\/inbound-by-hour$/, (_s, _b, query) => ok(report(query))],
  [
    /^GET \/api\/reports\/inbound-by-hour\/rows$/,
    (_s, _b, query) => ok({ ...page(calls.slice(0, 62), query), hidden: 0 }),
  ],
  [/^GET \/api\/audit$/, () => ok({ items: Array.from({ length: 50 }, (_, n) => auditEntry(n)), total: 1240 })],
  [/^GET \/api\/prompts$/, () => ok(list(["emergency", "recorded", "greeting", "closed", "voicemail"].map(prompt)))],
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

function signIn(state: State, body: Record<string, string>): Answer {
  if (body.user === "locked") return { status: 423, body: { title: "Locked after too many tries", retryAfter: 272 } };
  if (body.password === "wrong") return { status: 401, body: { title: "Wrong name or password" } };
  state.user = body.user ?? "agent1";
  return ok({ token: "t", me: data.me(state.user) });
}

function signOut(state: State): Answer {
  state.user = null;
  return { status: 204 };
}

function control(state: State, _body: object, _query: URLSearchParams, what: string): Answer {
  const call = state.agent.call;
  if (!call) return { status: 409, body: { title: "There is no call" } };
  const since = new Date().toISOString();
  if (what === "hold") Object.assign(call, { state: "held", since });
  if (what === "resume" || what === "answer") Object.assign(call, { state: "talking", since });
  if (what === "hangup") Object.assign(call, { state: "wrapUp", since, wrapUp: { startedAt: since, seconds: 60 } });
  state.agent.state = { hold: "onHold", resume: "onCall", answer: "onCall", hangup: "wrapUp" }[
    what
  ] as AgentMe["state"];
  return ok({ state: call.state });
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

const prompt = (kind: string, n: number) => ({
  practiceId: n > 3 ? data.hillside.id : data.bayview.id,
  practice: n > 3 ? data.hillside.name : data.bayview.name,
  kind,
  hasAudio: n === 2,
  text: "Thank you for calling Bayview Eye. If this is an emergency, hang up and dial 911.",
  seconds: 6,
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

/** One server of its own: answers a request for /api or /healthz. */
export function fakeServer(user: string | null = null) {
  const state: State = { user, agent: data.agentMe() };
  if (user === "agent2") Object.assign(state.agent, { state: "ready", call: null });
  return (method: string, url: URL, body: string): Required<Answer> => {
    const asked = `${method} ${url.pathname}`;
    const route = routes.find(([pattern]) => pattern.test(asked));
    const found: Answer = route
      ? route[1](state, body ? JSON.parse(body) : {}, url.searchParams, route[0].exec(asked)?.[1] ?? "")
      : { status: 404, body: { title: "Not found" } };
    return { status: found.status ?? 200, body: found.body };
  };
}

/** The same behind a node server; /live too, everything else is left to the next handler. */
export function fakeHandler() {
  const answer = fakeServer();
  const live = hub();
  return async (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    const url = new URL(request.url ?? "/", "http://fake");
    if (url.pathname.startsWith("/live")) return live(request, response, url);
    if (!url.pathname.startsWith("/api") && url.pathname !== "/healthz") return next();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, body } = answer(request.method ?? "GET", url, Buffer.concat(chunks).toString());
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(body === undefined ? "" : JSON.stringify(body));
  };
}

/** The same in place of `fetch`. */
export function fakeFetch(user: string | null = null) {
  const answer = fakeServer(user);
  return async (request: Request | string): Promise<Response> => {
    if (typeof request === "string") return new Response(null, { status: 404 });
    const { status, body } = answer(request.method, new URL(request.url), await request.text());
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  };
}
