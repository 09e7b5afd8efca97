import type {
  Agent,
  AgentMe,
  AgentState,
  Disposition,
  Interaction,
  InteractionDetail,
  Me,
  Queue,
} from "../../src/api/types";

const allPermissions = [
  "agent.work agents.read audit.read calls.coach calls.control calls.make contacts.edit contacts.read emergencies.read emergencies.take dispositions.edit dispositions.read floor.lead interactions.read",
  "interactions.wrapUp knowledge.edit knowledge.read lists.read owed.read owed.work patients.balance patients.bulk patients.chart patients.edit patients.export patients.import patients.merge patients.notices patients.read patients.review patients.search",
  "practices.edit practices.export practices.read prompts.edit prompts.read queues.edit",
  "queues.read recordings.download recordings.listen reports.rows reports.read requests.read requests.work settings.edit settings.read signalling.read targets.edit users.manage workItems.read workItems.work",
]
  .join(" ")
  .split(" ");

export const bayview = { id: "p-bayview", name: "Bayview Eye" };
export const hillside = { id: "p-hillside", name: "Hillside Family Medicine" };
export const appointments = { id: "q-appointments", name: "Appointments" };
export const billing = { id: "q-billing", name: "Billing" };

const now = Date.now();
export const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
const inSeconds = (seconds: number) => ago(-seconds);

const refused: { [user: string]: RegExp } = {
  agent1:
    /(?<!^patients\.)edit|bulk|export|import|lists|merge|notices|review|audit|users|settings|reports|download|emergencies|floor|coach|signalling/,
  lead: /^(targets|settings)\.edit$|^practices\.export$/,
  supervisor: /^settings\.edit$|^practices\.export$/,
};

export const me = (user: string): Me => ({
  id: `u-${user}`,
  user,
  name: user === "admin" ? "Avery Stone" : "Dana Brooks",
  role: user === "admin" ? { key: "admin", title: "Administrator" } : { key: "agent", title: "Agent" },
  team: "Front line",
  practices: [bayview, hillside],
  permissions: allPermissions
    .filter((name) => !refused[user]?.test(name))
    .map((permission) => ({ permission, scope: "practice" })),
  isAgent: true,
  hasTown: true,
  keys: {},
});

const agent = (id: string, name: string, state: AgentState, seconds: number, reason?: string): Agent => ({
  id,
  name,
  user: id,
  state,
  reason,
  since: ago(seconds),
  queues: [
    { ...appointments, level: 1 },
    { ...billing, level: 2 },
  ],
  interaction:
    state === "onCall" ? { id: "i-1", queue: appointments, direction: "inbound", since: ago(seconds) } : null,
  phoneReachable: state !== "phoneLost",
  callsToday: seconds % 23,
});

export const agents: Agent[] = [
  agent("agent1", "Dana Brooks", "onCall", 83),
  agent("agent2", "Robin Hale", "ready", 41),
  agent("agent3", "Sam Ortega", "wrapUp", 19),
  agent("agent4", "Jo Lindqvist", "away", 754, "Lunch"),
  agent("agent5", "Priya Raman", "onHold", 133),
  agent("agent6", "Lee Novak", "phoneLost", 8),
  agent("agent7", "Kim Adeyemi", "ringing", 6),
  agent("agent8", "Chris Vega", "signedOut", 5400),
];

const queue = (named: { id: string; name: string }, practice: Queue["practice"], waiting: number): Queue => ({
  ...named,
  practice,
  waiting,
  longestWaitSeconds: waiting ? 48 : null,
  ready: 1,
  signedIn: 7,
  busy: 2,
  owedMinutes: 60,
  wrapUpSeconds: 60,
  showsBalance: false,
  offerSeconds: 20,
  maxWaiting: 30,
  serviceLevelSeconds: 20,
  autoAnswer: false,
});
export const queues: Queue[] = [queue(appointments, bayview, 3), queue(billing, hillside, 0)];

export const agentMe = (): AgentMe => ({
  id: "u-agent1",
  name: "Dana Brooks",
  state: "onCall",
  since: ago(83),
  phone: { kind: "browser", reachable: true },
  profile: {
    id: "r-1",
    name: "Front line",
    queues: [
      { ...appointments, level: 1 },
      { ...billing, level: 2 },
    ],
  },
  call: {
    id: "i-1",
    direction: "inbound",
    state: "talking",
    practice: bayview,
    line: "Main line",
    from: "+15125550142",
    to: "+15125550100",
    queue: appointments,
    startedAt: ago(131),
    since: ago(83),
    waitedSeconds: 36,
    matches: [{ patientId: "pt-1", name: "Rosa Delgado", vip: false }],
    notes: "",
    muted: false,
    heldSince: null,
    answerAsked: false,
    soundElsewhere: false,
    transfer: null,
    returned: null,
    consultFor: null,
    note: null,
    parkSlot: null,
    emergency: false,
    whisper: "Bayview Eye, appointments",
    recordingRule: "",
    wrapUpSeconds: 60,
  },
  deskId: null,
});

const outcomes = ["handled", "handled", "abandoned", "handled", "voicemail", "handled", "overflow"] as const;
const types = ["patient", "patient", "unknown", "provider", "unknown", "relative", "payer"] as const;

export const interaction = (n: number): Interaction => {
  const outcome = outcomes[n % outcomes.length] ?? "handled";
  const handled = outcome === "handled";
  const started = 200 + n * 1900;
  return {
    id: `i-${n}`,
    practice: n % 3 === 0 ? hillside : bayview,
    channel: "voice",
    direction: n % 9 === 8 ? "outbound" : "inbound",
    from: `+151255501${String(10 + (n % 80))}`,
    to: "+15125550100",
    queue: n % 3 === 0 ? billing : appointments,
    agent: handled ? { id: "u-agent1", name: "Dana Brooks" } : null,
    callerType: types[n % types.length] ?? "unknown",
    subjects:
      handled && n !== 3
        ? [
            {
              patientId: "pt-1",
              name: "Rosa Delgado",
              disposition: "inbound.confirmed.pt-called-to-confirm",
              dispositionText: "Confirmed / Pt called to confirm",
            },
          ]
        : [],
    reason: handled ? "Appointment" : null,
    source: handled ? "Patient referral" : null,
    resolved: handled ? n % 4 !== 0 : null,
    state: "ended",
    outcome,
    startedAt: ago(started),
    answeredAt: handled ? ago(started - 20) : null,
    endedAt: ago(started - 210),
    queueSeconds: 12 + ((n * 7) % 90),
    talkSeconds: handled ? 95 + ((n * 31) % 300) : null,
    holdSeconds: 0,
    wrapUpSeconds: handled ? 14 + (n % 20) : null,
    recorded: handled,
    voicemail: outcome === "voicemail",
    line: "Main line",
  };
};

export const detail = (id: string): InteractionDetail => {
  const row = interaction(Number(id.replace(/\D/g, "")) || 1);
  const start = Date.parse(row.startedAt);
  const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();
  return {
    ...row,
    events: [
      { at: at(0), type: "started", data: {} },
      { at: at(0.4), type: "matched", data: { patients: 1 } },
      { at: at(1), type: "played", data: { prompt: "Greeting", toTheEnd: true } },
      { at: at(9), type: "queued", data: { queue: appointments.id, place: 2 } },
      { at: at(12), type: "offered", data: { agent: "agent2" } },
      { at: at(32), type: "offerMissed", data: { agent: "agent2" } },
      { at: at(33), type: "offered", data: { agent: "agent1" } },
      { at: at(38), type: "answered", data: { agent: "agent1" } },
      { at: at(38.2), type: "recordingStarted", data: {} },
      { at: at(90), type: "held", data: {} },
      { at: at(121), type: "resumed", data: {} },
      { at: at(205), type: "hungUp", data: { by: "caller" } },
      { at: at(205), type: "ended", data: { outcome: "handled" } },
    ],
    recordings: row.recorded ? [{ id: "rec-1", kind: "call", seconds: 167, startedAt: at(38) }] : [],
    matches: [{ patientId: "pt-1", name: "Rosa Delgado", vip: false }],
    notes: "Asked whether she may eat before the visit. Told her yes.",
    wrapUpNeeded: row.id === "i-3",
    canListen: true,
    canEditWrapUp: true,
  };
};

const leaf = (position: number, outcome: string, reason: string, source?: string, nextStep?: string): Disposition => ({
  key: ["inbound", outcome, reason, source].filter(Boolean).join(".").toLowerCase().replace(/ /g, "-"),
  tree: "inbound",
  channels: ["voice", "sms", "chat"],
  outcome,
  reason,
  source,
  nextStep,
  position,
  active: true,
  validFrom: "2026-01-01",
});
export const dispositions: Disposition[] = [
  leaf(10, "Appointed", "New patient", "Fax", "Notify account management team"),
  leaf(20, "Appointed", "New patient", "Provider office call", "Notify account management team"),
  leaf(30, "Appointed", "New patient", "Website or Google", "Notify marketing team"),
  leaf(40, "Appointed", "New patient", "Patient referral", "Notify marketing team"),
  leaf(50, "Appointed", "Existing patient"),
  leaf(60, "Cancelled", "Patient rescheduled"),
  leaf(70, "Cancelled", "No reason given", undefined, "Move to reactivation team"),
  leaf(80, "Confirmed", "Pt called to confirm"),
  leaf(90, "Transfer", "Language barrier", undefined, "Transfer to Spanish agents"),
  leaf(100, "Other", "Wrong number"),
];

export const owed = ["abandoned", "voicemail", "callBack", "abandoned"].map((kind, n) => ({
  id: `o-${n}`,
  kind,
  number: `+1512555012${n}`,
  practice: n % 2 ? hillside : bayview,
  queue: n % 2 ? billing : appointments,
  interactionId: `i-${n + 2}`,
  owner: n === 1 ? { id: "u-agent1", name: "Dana Brooks" } : null,
  createdAt: ago(2100 - n * 500),
  dueAt: inSeconds([-1900, -380, 240, 1200][n] ?? 0),
  overdue: n < 2,
  closedAt: null,
  attempts: n,
  escalation: (["veryLate", "late", "due", "none"] as const)[n],
  note: null,
}));

export const workItems = ["Voicemail for Appointments", "Voicemail for Billing"].map((title, n) => ({
  id: `w-${n}`,
  kind: "voicemail",
  title,
  practice: n ? hillside : bayview,
  queue: n ? billing : appointments,
  interactionId: `i-${n + 4}`,
  assignee: n ? { id: "u-agent1", name: "Dana Brooks" } : null,
  state: n ? "claimed" : "open",
  createdAt: ago(1500 - n * 700),
  dueAt: inSeconds(-120 + n * 2400),
  overdue: n === 0,
  doneAt: null,
  note: null,
}));
