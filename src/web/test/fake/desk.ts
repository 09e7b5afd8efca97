import type { AgentMe, CallerType, CurrentCall, DeskCall, RecordInput } from "../../src/api/types";
import * as data from "./data";
import { cards, forBooking } from "./people";
import { type Answer, type Body, list, ok, type Route, type State } from "./route";

const nowIso = () => new Date().toISOString();
const refused = (title: string): Answer => ({ status: 409, body: { title } });

function withCall(state: State, change: (call: CurrentCall, agent: AgentMe) => void): Answer {
  const { agent } = state;
  if (!agent.call) return refused("There is no call");
  change(agent.call, agent);
  return ok({ state: agent.call.state });
}

const put = (agent: AgentMe, state: AgentMe["state"], patch: Partial<CurrentCall>) => {
  const since = nowIso();
  Object.assign(agent, { state, since });
  Object.assign(agent.call ?? {}, { since, ...patch });
};

const controls: { [what: string]: (call: CurrentCall, agent: AgentMe, body: Body) => void } = {
  answer: (_call, agent) => put(agent, "onCall", { state: "talking" }),
  hold: (_call, agent) => put(agent, "onHold", { state: "held", heldSince: nowIso() }),
  resume: (_call, agent) => put(agent, "onCall", { state: "talking", heldSince: null }),
  hangup: (_call, agent) => put(agent, "wrapUp", { state: "wrapUp", heldSince: null, transfer: null }),
  mute: (call, _agent, body) => void Object.assign(call, { muted: body.muted === true }),
  digits: () => {},
  transfer: (_call, agent, body) => {
    if (!body.consult) return put(agent, "wrapUp", { state: "wrapUp" });
    const target = { kind: "agent" as const, name: body.agent ? "Robin Hale" : String(body.number ?? "Billing") };
    put(agent, "consulting", { transfer: { state: "ringing", target, consult: true, since: nowIso() } });
  },
  complete: (_call, agent) => put(agent, "wrapUp", { state: "wrapUp", transfer: null }),
  cancel: (_call, agent) => put(agent, "onCall", { state: "talking", transfer: null }),
  join: (call) => void (call.transfer && Object.assign(call.transfer, { state: "joined" })),
};

function control(state: State, body: Body, what: string): Answer {
  const change = controls[what];
  return change ? withCall(state, (call, agent) => change(call, agent, body)) : { status: 404 };
}

function park(state: State): Answer {
  const { agent } = state;
  if (!agent.call) return refused("There is no call");
  const { id, practice, from } = agent.call;
  state.parked.push({
    id,
    slot: "701",
    practice: practice.id,
    from,
    since: nowIso(),
    parkedBy: { id: agent.id, name: agent.name },
  });
  put(agent, "wrapUp", { state: "wrapUp" });
  return ok({ slot: "701" });
}

function raise(state: State): Answer {
  const { agent, location, desk } = state;
  if (!agent.call) return refused("There is no call");
  const emergency = {
    id: "e-1",
    interactionId: agent.call.id,
    agent: { id: agent.id, name: agent.name },
    practice: agent.call.practice,
    callerAddress: cards.find((card) => card.patientId === desk.candidates[0]?.patientId)?.address ?? null,
    agentLocation: location.address,
    at: nowIso(),
    kind: "asked" as const,
    takenBy: null,
  };
  state.emergencies.push(emergency);
  agent.call.emergency = true;
  return ok(emergency);
}

function bind(state: State, body: Body): Answer {
  const card = cards.find((each) => each.patientId === body.patientId);
  const name = card?.name ?? "Alex Moreno";
  state.desk.bound = String(body.patientId);
  state.desk.subjects = [{ patientId: state.desk.bound, name, verified: false, person: null, vip: false }];
  return ok(state.desk);
}

function verify(state: State, body: Body): Answer {
  const { desk } = state;
  if (desk.verification.state === "locked") return refused("Locked for this call");
  const card = cards.find((each) => each.patientId === body.patientId);
  const speaker = (body.speaker ?? "patient") as CallerType;
  const known = speaker !== "relative" || body.speakerName === "Elena Delgado";
  const match = card?.bornOn === body.bornOn && body.nameSaid === true && known;
  if (match && card) {
    if (!desk.subjects.some((subject) => subject.patientId === card.patientId)) bind(state, body);
    const person = speaker === "relative" ? forBooking(card) : card;
    const found = { patientId: card.patientId, name: card.name, verified: true, person, vip: false };
    desk.subjects = desk.subjects.map((subject) => (subject.patientId === card.patientId ? found : subject));
    desk.person = desk.subjects[0]?.person ?? null;
    desk.verification = { ...desk.verification, state: "verified", method: "nameAndBornOn", at: nowIso(), speaker };
  } else {
    const failures = desk.verification.failures + 1;
    desk.verification = { ...desk.verification, failures, state: failures >= 3 ? "locked" : desk.verification.state };
  }
  return ok({ match, verification: desk.verification });
}

function subject(state: State, body: Body): Answer {
  const name = cards.find((card) => card.patientId === body.patientId)?.name ?? "Alex Moreno";
  state.desk.subjects.push({ patientId: String(body.patientId), name, verified: false, person: null, vip: false });
  return ok(state.desk);
}

function prospect(state: State, body: Body): Answer {
  const name = `${body.firstName} ${body.lastName}`;
  const person = {
    ...cards[0],
    patientId: "pt-new",
    kind: "prospect",
    name,
    timeline: [],
    alerts: [],
    lastContact: null,
  };
  const bare = { ...person, age: null, bornOn: null, mrn: null, nextAppointment: null, lastVisit: null, plan: null };
  state.desk = {
    ...state.desk,
    bound: "pt-new",
    verification: { state: "verified", failures: 0, method: "new", at: nowIso(), speaker: null },
    subjects: [{ patientId: "pt-new", name, verified: true, person: bare, vip: false }],
  } as DeskCall;
  return ok(state.desk);
}

const targets = {
  agents: [
    { id: "agent2", name: "Robin Hale", state: "ready", queues: ["Appointments", "Billing"] },
    { id: "agent3", name: "Sam Ortega", state: "wrapUp", queues: ["Appointments"] },
    { id: "agent5", name: "Priya Raman", state: "onHold", queues: ["Billing"] },
  ],
  queues: [
    { id: "q-billing", name: "Billing", waiting: 2, ready: 1, longest: 48 },
    { id: "q-nurse", name: "Nurse line", waiting: 0, ready: 2, longest: null },
  ],
  directory: [{ name: "Riverside front desk", number: "+15125550161" }],
};

function findTargets(query: URLSearchParams) {
  const typed = (query.get("query") ?? "").toLowerCase();
  const fits = ({ name }: { name: string }) => name.toLowerCase().includes(typed);
  return {
    agents: targets.agents.filter(fits),
    queues: targets.queues.filter(fits),
    directory: targets.directory.filter(fits),
  };
}

const favourite = (key: string) => {
  const row = data.dispositions.find((each) => each.key === key);
  const path = [row?.outcome, row?.reason, row?.source].filter(Boolean).join(" › ");
  return { key, path, label: `${row?.outcome}: ${row?.source ?? row?.reason}` };
};

const saveLocation = (state: State, body: Body) =>
  Object.assign(state.location, { address: body.address, state: body.state, setAt: nowIso(), current: true });

const cardOf = (id: string) => cards.find((card) => card.patientId === id);

/** What was sent, as the server would read it back; where a first name is missing, it is refused. */
function saveRecord(_s: State, { record }: Body, _q: URLSearchParams, id: string): Answer {
  const card = cardOf(id);
  const sent = record as RecordInput;
  if (!card) return { status: 404 };
  if (!sent.firstName) return { status: 400, body: { title: "x", errors: { firstName: ["is needed"] } } };
  const whyNoCall = sent.doNotCall ? "This person asked not to be called." : null;
  return ok({
    ...card,
    name: `${sent.firstName} ${sent.lastName}`,
    record: {
      ...card.record,
      ...sent,
      version: (card.record?.version ?? 0) + 1,
      whyNoCall,
      phones: sent.phones?.map((phone) => ({ ...phone, whyNoCall })) ?? [],
      proxies: card.record?.proxies ?? [],
      fields: card.record?.fields ?? [],
      asOf: nowIso(),
      asOfSource: "Dana Brooks",
    },
  });
}

function reportDeath(_s: State, { step }: Body, _q: URLSearchParams, id: string): Answer {
  const record = cardOf(id)?.record;
  if (!record) return { status: 404 };
  record.death = step === "withdrawn" ? null : { reportedAt: nowIso(), confirmedAt: null };
  record.status = record.death ? "deceased" : "active";
  return { status: 204 };
}

/** What the desk asks for. */
export const deskRoutes: Route[] = [
  [/^POST \/api\/agents\/me\/desk$/, (s) => ok({ deskId: takeDesk(s) })],
  [/^GET \/api\/agents\/me\/location$/, (s) => ok(s.location)],
  [/^PUT \/api\/agents\/me\/location$/, (s, body) => ok(saveLocation(s, body))],
  [/^GET \/api\/calls\/targets$/, (_s, _b, query) => ok(findTargets(query))],
  [/^GET \/api\/calls\/parked$/, (s) => ok(list(s.parked))],
  [
    /^POST \/api\/calls\/parked\/(\w+)\/take$/,
    (s, _b, _q, slot) => {
      s.parked = s.parked.filter((call) => call.slot !== slot);
      return ok({ state: "offered" });
    },
  ],
  [/^GET \/api\/emergencies$/, (s) => ok(list(s.emergencies))],
  [
    /^POST \/api\/emergencies\/([^/]+)\/take$/,
    (s) => {
      for (const emergency of s.emergencies) emergency.takenBy = { id: "u-supervisor", name: "Morgan Diaz" };
      return ok({ state: "joining", why: null });
    },
  ],
  [
    /^POST \/api\/emergencies\/([^/]+)\/close$/,
    (s) => {
      s.emergencies = [];
      return ok({});
    },
  ],
  [/^POST \/api\/calls\/[^/]+\/park$/, park],
  [/^POST \/api\/calls\/[^/]+\/emergency$/, raise],
  [/^POST \/api\/calls\/[^/]+\/transfer\/(\w+)$/, (s, body, _q, what) => control(s, body, what)],
  [/^POST \/api\/calls\/[^/]+\/(\w+)$/, (s, body, _q, what) => control(s, body, what)],
  [/^GET \/api\/desk\/calls\/([^/]+)$/, (s) => ok(s.desk)],
  [/^POST \/api\/desk\/calls\/[^/]+\/bind$/, bind],
  [
    /^POST \/api\/desk\/people\/([^/]+)\/look-up$/,
    (_s, body, _query, id) => {
      const card = cards.find((each) => each.patientId === id);
      return card?.vip && !body.code
        ? { status: 400, body: { title: "x", errors: { code: ["is needed"] } } }
        : ok(card);
    },
  ],
  [
    /^POST \/api\/desk\/people\/[^/]+\/visits\/([^/]+)\/open$/,
    (_s, _body, _query, id) =>
      ok({
        id,
        confidential: true,
        at: new Date(Date.now() - 9 * 86_400_000).toISOString(),
        visitType: "Retina check",
        provider: "Dr. Amara Osei",
        location: "Bayview Eye, Riverside",
      }),
  ],
  [
    /^PUT \/api\/desk\/people\/([^/]+)\/visits\/([^/]+)$/,
    (_s, body, _query, id, visit) => {
      const card = cards.find((each) => each.patientId === id);
      const timeline = card?.timeline.map((item) =>
        item.visitId === visit
          ? { ...item, text: "Confidential visit", confidential: Boolean(body.confidential) }
          : item,
      );
      return ok({ ...card, timeline });
    },
  ],
  [/^PUT \/api\/desk\/people\/([^/]+)$/, saveRecord],
  [/^POST \/api\/desk\/people\/([^/]+)\/death$/, reportDeath],
  [/^POST \/api\/desk\/calls\/[^/]+\/unbind$/, (s) => ok(Object.assign(s.desk, { bound: null, subjects: [] }))],
  [/^POST \/api\/desk\/calls\/[^/]+\/verify$/, verify],
  [/^POST \/api\/desk\/calls\/[^/]+\/subjects$/, subject],
  [
    /^DELETE \/api\/desk\/calls\/([^/]+)\/subjects\/([^/]+)$/,
    (s, _b, _q, _id, patientId) =>
      ok(Object.assign(s.desk, { subjects: s.desk.subjects.filter((each) => each.patientId !== patientId) })),
  ],
  [/^POST \/api\/desk\/calls\/[^/]+\/prospects$/, prospect],
  [/^GET \/api\/dispositions\/favourites$/, (s) => ok({ items: s.favourites.map(favourite) })],
  [
    /^PUT \/api\/dispositions\/favourites$/,
    (s, body) => ok({ items: Object.assign(s, { favourites: body.keys }).favourites.map(favourite) }),
  ],
];

let desks = 0;
function takeDesk(state: State): string {
  desks += 1;
  const mine = `desk-${desks}`;
  // In the scene "takenOver" another place opens the desk at once.
  state.agent.deskId = state.agent.deskId === "elsewhere" ? "another" : mine;
  return mine;
}
