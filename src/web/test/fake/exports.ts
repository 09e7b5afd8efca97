import type { ExportRow } from "../../src/api/types";
import * as data from "./data";
import { list, ok, type Route } from "./route";

const exported = (n: number, more: Partial<ExportRow>): ExportRow => ({
  id: `ex-${n}`,
  reason: "The yearly copy for the practice's own archive",
  by: "Dana Brooks",
  withRecordings: false,
  state: "ready",
  askedAt: data.ago(n * 86_400 + 600),
  endedAt: data.ago(n * 86_400),
  keptUntil: data.ago((n - 7) * 86_400),
  people: 50_213,
  recordings: 0,
  problems: 0,
  bytes: 48_200_417,
  why: null,
  activity: null,
  ...more,
});

/** One that can be had, one whose time is over, one that had no room. */
export const pastExports = (): ExportRow[] => [
  exported(1, { withRecordings: true, recordings: 4_102, problems: 2, bytes: 9_314_550_002 }),
  exported(30, { state: "removed", keptUntil: null }),
  exported(31, {
    state: "failed",
    keptUntil: null,
    people: 0,
    bytes: 0,
    why: "The disk of the server took no more. Ask whoever looks after it for room, then ask for the export again.",
  }),
];

export const runningExport = (): ExportRow =>
  exported(0, {
    id: "ex-new",
    reason: "The practice leaves the centre",
    state: "running",
    endedAt: null,
    keptUntil: null,
    people: 0,
    bytes: 0,
    activity: { waiting: false, part: "patients", done: 12_000, total: 50_000, partsDone: 1, parts: 45 },
  });

/** What a director asks for on the page of practices. */
export const exportRoutes: Route[] = [
  [/^GET \/api\/practices\/[^/]+\/exports$/, (s) => ok(list(s.exports, { recordings: 4_104 }))],
  [
    /^POST \/api\/practices\/[^/]+\/exports$/,
    (s, body) => {
      s.exports.unshift({ ...runningExport(), reason: String(body.reason) });
      return ok(s.exports[0]);
    },
  ],
  [
    /^POST \/api\/practices\/[^/]+\/exports\/([^/]+)\/stop$/,
    (s, _b, _q, id) => {
      s.exports = s.exports.map((each) => (each.id === id ? { ...each, state: "stopped", activity: null } : each));
      return { status: 204 };
    },
  ],
  [
    /^DELETE \/api\/practices\/[^/]+\/exports\/([^/]+)$/,
    (s, _b, _q, id) => {
      s.exports = s.exports.map((each) => (each.id === id ? { ...each, state: "removed", keptUntil: null } : each));
      return { status: 204 };
    },
  ],
];
