import type { AgentMe, CurrentCall } from "../../src/api/types";
import { ago, bayview } from "./data";
import { runningExport } from "./exports";
import { mateo, rosa } from "./people";
import type { State } from "./route";

const put = (s: State, state: AgentMe["state"], seconds: number, call: Partial<CurrentCall>) => {
  Object.assign(s.agent, { state, since: ago(seconds) });
  Object.assign(s.agent.call ?? {}, { since: ago(seconds), ...call });
};

const verified = (s: State) => {
  const subject = { patientId: rosa.patientId, name: rosa.name, verified: true, person: rosa, vip: false };
  const verification = {
    state: "verified" as const,
    failures: 0,
    method: "nameAndBornOn",
    at: ago(30),
    speaker: "patient" as const,
  };
  Object.assign(s.desk, { bound: rosa.patientId, verification, person: rosa, subjects: [subject] });
};

const robin = { kind: "agent" as const, name: "Robin Hale" };

/** A moment of the desk each; the fake server begins in one of them. */
export const scenes: { [name: string]: (state: State) => void } = {
  talking: () => {},
  importChecked: (s) => Object.assign(s.imports[0] ?? {}, { rows: 52_311 }),
  importRunning: (s) =>
    Object.assign(s.imports[0] ?? {}, {
      rows: 52_311,
      state: "running",
      activity: {
        task: "run",
        waiting: false,
        added: 18_204,
        changed: 1_511,
        same: 240,
        rejected: 45,
        rowsRead: 20_000,
      },
    }),
  importFinishing: (s) =>
    Object.assign(s.imports[0] ?? {}, {
      rows: 52_311,
      state: "running",
      activity: {
        task: "run",
        waiting: false,
        added: 50_515,
        changed: 1_511,
        same: 240,
        rejected: 45,
        rowsRead: 52_311,
      },
    }),
  exportRunning: (s) => {
    s.exports.unshift(runningExport());
  },
  exportNone: (s) => {
    s.exports = [];
  },
  importRefused: (s) => {
    s.imports = [];
    s.location.address = "a demo centre";
  },
  idle: (s) => Object.assign(s.agent, { state: "ready", since: ago(41), call: null }),
  away: (s) => Object.assign(s.agent, { state: "away", reason: "Lunch", since: ago(754), call: null }),
  where: (s) => {
    Object.assign(s.agent, { state: "away", reason: "Break", call: null });
    Object.assign(s.location, { current: false });
  },
  phoneLost: (s) => Object.assign(s.agent, { state: "phoneLost", since: ago(8), call: null }),
  ringing: (s) => put(s, "ringing", 4, { state: "offered" }),
  several: (s) => {
    const names = ["Rosa Delgado", "Mateo Delgado", "Luis Delgado", "Ana Delgado-Reyes"];
    s.desk.candidates = names.map((name, n) => ({ patientId: `pt-${n + 1}`, name, vip: false }));
    s.desk.peopleOnNumber = names.length;
  },
  nobody: (s) => Object.assign(s.desk, { candidates: [], peopleOnNumber: 0 }),
  verified,
  locked: (s) => {
    s.desk.bound = rosa.patientId;
    s.desk.verification = { state: "locked", failures: 3, method: null, at: null, speaker: null };
  },
  people: (s) => {
    verified(s);
    s.desk.subjects.push({ patientId: mateo.patientId, name: mateo.name, verified: false, person: null, vip: false });
  },
  held: (s) => {
    verified(s);
    put(s, "onHold", 133, { state: "held", heldSince: ago(133) });
  },
  consult: (s) => {
    verified(s);
    put(s, "consulting", 6, { transfer: { state: "ringing", target: robin, consult: true, since: ago(6) } });
  },
  consultTalking: (s) => {
    verified(s);
    put(s, "consulting", 22, { transfer: { state: "talking", target: robin, consult: true, since: ago(22) } });
  },
  returned: (s) => {
    verified(s);
    put(s, "onCall", 9, { returned: { from: "Robin Hale", why: "did not answer", at: ago(9) } });
  },
  consulted: (s) =>
    put(s, "onCall", 12, { consultFor: { agent: "Robin Hale", note: "Asks for a refund of the co-payment" } }),
  takenOver: (s) => Object.assign(s.agent, { deskId: "elsewhere" }),
  muted: (s) => put(s, "onCall", 83, { muted: true }),
  parked: (s) => {
    const parkedBy = { id: "agent2", name: "Robin Hale" };
    s.parked.push({ id: "i-40", slot: "701", practice: bayview.id, from: "+15125550171", since: ago(37), parkedBy });
  },
  emergency: (s) => {
    verified(s);
    s.emergencies.push({
      id: "e-1",
      interactionId: "i-8",
      agent: { id: "agent5", name: "Priya Raman" },
      practice: bayview,
      callerAddress: "27 Harbor Road, Austin, TX",
      agentLocation: "Suite 210, 400 Congress Avenue, Austin",
      at: ago(18),
      kind: "asked",
      takenBy: null,
    });
  },
  wrapUp: (s) => {
    verified(s);
    put(s, "wrapUp", 19, { state: "wrapUp" });
  },
  wrapUpOver: (s) => {
    verified(s);
    put(s, "wrapUp", 74, { state: "wrapUp" });
  },
};
