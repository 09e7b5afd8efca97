/** The desk's part of the API in the shapes of its contract, beside the generated file. */
import type { components } from "./schema";

type Schemas = components["schemas"];

/** What the server calls a thing: its id and its name. */
export interface Named {
  id: string;
  name: string;
}

export interface AgentLocation {
  address?: string | null;
  state?: string | null;
  setAt?: string | null;
  /** Whether it was said since this session began. */
  current: boolean;
}

export interface Transfer {
  state: "ringing" | "talking" | "joined";
  target: { kind: "agent" | "queue" | "number"; name: string };
  consult: boolean;
  since: string;
}

/** What the agent's call says beyond who it is: everything the call bar shows. */
export interface CallControl {
  muted: boolean;
  heldSince?: string | null;
  answerAsked: boolean;
  transfer?: Transfer | null;
  returned: { from: string; why: string; at: string } | null;
  consultFor: { agent: string; note: string | null } | null;
  note?: string | null;
  parkSlot?: string | null;
  emergency: boolean;
  whisper: string;
  /** Of a call out: by which law the other side is told of the recording. */
  recordingRule?: string;
}

export interface TransferInput {
  agent?: string;
  queue?: string;
  number?: string;
  consult?: boolean;
  note?: string;
}

export interface TargetAgent extends Named {
  state: string;
  queues: string[];
}

export interface TargetQueue extends Named {
  waiting: number;
  ready: number;
  longest?: number | null;
}

export interface Targets {
  agents: TargetAgent[];
  queues: TargetQueue[];
  directory: { name: string; number: string }[];
}

export interface ParkedCall {
  id: string;
  slot: string;
  /** Its id. */
  practice: string;
  from: string;
  since: string;
  parkedBy: Named;
}

export interface Emergency {
  id: string;
  interactionId: string;
  agent: Named;
  practice: Named;
  callerAddress?: string | null;
  agentLocation?: string | null;
  at: string;
  kind: "asked" | "dialled911";
  takenBy?: Named | null;
}

/** What came of taking an emergency: the taker's phone rings, or why it does not. */
export interface EmergencyTaken {
  state: "joining" | "taken";
  why?: string | null;
}

export interface Verification {
  state: "notVerified" | "verified" | "locked";
  failures: number;
  method?: string | null;
  at?: string | null;
}

export interface Visit {
  at: string;
  visitType: string;
  provider: string;
  location: string;
}

export interface TimelineItem {
  at: string;
  kind: string;
  text: string;
  by?: string | null;
  interactionId?: string | null;
}

/** What the desk may show of a verified person. */
export interface PersonCard {
  patientId: string;
  kind: "patient" | "prospect";
  name: string;
  age?: number | null;
  bornOn?: string | null;
  mrn?: string | null;
  language: string;
  phones: string[];
  address?: string | null;
  alerts: { text: string; level: "info" | "warn" }[];
  lastContact?: {
    at: string;
    by?: string | null;
    direction: Schemas["Direction"];
    channel: string;
    disposition?: string | null;
    interactionId: string;
  } | null;
  nextAppointment?: Visit | null;
  lastVisit?: Visit | null;
  plan?: string | null;
  /** In cents; null where the role may not see it. */
  balance?: number | null;
  timeline: TimelineItem[];
}

export interface DeskSubject {
  patientId?: string | null;
  name?: string | null;
  verified: boolean;
  person?: PersonCard | null;
}

/** One call as its agent's desk shows it. */
export interface DeskCall {
  id: string;
  practice: Named;
  line?: string | null;
  direction: Schemas["Direction"];
  from: string;
  to: string;
  peopleOnNumber: number;
  candidates: { patientId: string; name: string }[];
  bound?: string | null;
  verification: Verification;
  person?: PersonCard | null;
  subjects: DeskSubject[];
}

export interface VerifyInput {
  patientId: string;
  nameSaid: boolean;
  bornOn: string;
}

export interface Verified {
  match: boolean;
  verification: Verification;
}

export interface ProspectInput {
  firstName: string;
  lastName: string;
  bornOn?: string;
  phone?: string;
}

export interface Favourite {
  key: string;
  label: string;
  path: string;
}

export interface FollowUp {
  at: string;
  note?: string | null;
}

export type OwedCounts = { [kind: string]: number };
export interface OwedMore {
  escalation: "none" | "due" | "late" | "veryLate";
  note?: string | null;
}

type Id = { id: string };
type Json<T> = { content: { "application/json": T } };
interface Op<Answer, Input = never, Path = never, Query = never> {
  parameters: { path: Path; query?: Query };
  requestBody: Json<Input>;
  responses: { 200: { headers: { [name: string]: unknown } } & Json<Answer> };
}
interface Plain<Answer, Input = never, Query = never> {
  parameters: { query?: Query };
  requestBody: Json<Input>;
  responses: { 200: { headers: { [name: string]: unknown } } & Json<Answer> };
}
interface Read<Answer, Query = never> {
  parameters: { query?: Query };
  responses: { 200: { headers: { [name: string]: unknown } } & Json<Answer> };
}
interface Act<Answer, Path> {
  parameters: { path: Path };
  responses: { 200: { headers: { [name: string]: unknown } } & Json<Answer> };
}
type Now = { state: string };

/** Paths that the generated document does not have yet, or has with fewer fields. */
export interface DeskPaths {
  "/api/agents/me/desk": { post: Read<{ deskId: string }> };
  "/api/agents/me/location": {
    get: Read<AgentLocation>;
    put: Plain<AgentLocation, { address: string; state: string }>;
  };
  "/api/calls": {
    post: { requestBody: Json<{ owedId?: string; practice?: string }> };
  };
  "/api/calls/{id}/mute": { post: Op<Now, { muted: boolean }, Id> };
  "/api/calls/{id}/digits": { post: Op<Now, { digits: string }, Id> };
  "/api/calls/{id}/transfer": { post: Op<Now, TransferInput, Id> };
  "/api/calls/{id}/transfer/complete": { post: Act<Now, Id> };
  "/api/calls/{id}/transfer/cancel": { post: Act<Now, Id> };
  "/api/calls/{id}/transfer/join": { post: Act<Now, Id> };
  "/api/calls/{id}/park": { post: Act<{ slot: string }, Id> };
  "/api/calls/{id}/emergency": { post: Act<Emergency, Id> };
  "/api/calls/targets": { get: Read<Targets, { query?: string }> };
  "/api/calls/parked": { get: Read<{ items: ParkedCall[]; total: number }> };
  "/api/calls/parked/{slot}/take": { post: Act<Now, { slot: string }> };
  "/api/emergencies": { get: Read<{ items: Emergency[]; total: number }> };
  "/api/emergencies/{id}/take": { post: Act<EmergencyTaken, Id> };
  "/api/emergencies/{id}/close": { post: Op<never, { note: string }, Id> };
  "/api/owed/{id}/reopen": { post: Act<Schemas["OwedView"], Id> };
  "/api/desk/calls/{id}": { get: Act<DeskCall, Id> };
  "/api/desk/calls/{id}/bind": { post: Op<DeskCall, { patientId: string }, Id> };
  "/api/desk/calls/{id}/unbind": { post: Act<DeskCall, Id> };
  "/api/desk/calls/{id}/verify": { post: Op<Verified, VerifyInput, Id> };
  "/api/desk/calls/{id}/subjects": { post: Op<DeskCall, { patientId: string }, Id> };
  "/api/desk/calls/{id}/subjects/{patientId}": { delete: Act<DeskCall, Id & { patientId: string }> };
  "/api/desk/calls/{id}/prospects": { post: Op<DeskCall, ProspectInput, Id> };
  "/api/dispositions/favourites": {
    get: Read<{ items: Favourite[] }, { practice?: string }>;
    put: Plain<{ items: Favourite[] }, { practice: string; keys: string[] }>;
  };
}
