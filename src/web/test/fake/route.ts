import type { AgentMe, DeskCall, Emergency, ExportRow, ImportRow, ParkedCall } from "../../src/api/types";

/** What one fake server knows. */
export interface State {
  user: string | null;
  agent: AgentMe;
  desk: DeskCall;
  location: { address: string | null; state: string | null; setAt: string | null; current: boolean };
  parked: ParkedCall[];
  emergencies: Emergency[];
  favourites: string[];
  imports: ImportRow[];
  exports: ExportRow[];
  /** Requests that changed something, for a test to look at. */
  asked: { what: string; body: unknown }[];
}

export type Answer = { status?: number; body?: unknown };
export type Body = { [field: string]: unknown };
export type Route = [
  pattern: RegExp,
  answer: (state: State, body: Body, query: URLSearchParams, id: string, second: string) => Answer,
];

export const ok = (body: unknown): Answer => ({ body });
export const list = <T>(items: T[], more: object = {}) => ({ items, total: items.length, ...more });
