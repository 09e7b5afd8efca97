import type { ImportColumns, ImportPreviewView, ImportRow, PreviewRow } from "../../src/api/types";
import * as data from "./data";
import { list, ok, type Route, type State } from "./route";

const past = (n: number, more: Partial<ImportRow>): ImportRow => ({
  id: `im-${n}`,
  practiceId: data.bayview.id,
  practice: data.bayview.name,
  fileName: "march patients.csv",
  by: "Avery Stone",
  kind: "patient",
  state: "done",
  begunAt: data.ago(n * 86_400 + 600),
  endedAt: data.ago(n * 86_400),
  added: 0,
  changed: 0,
  same: 0,
  rejected: 0,
  rows: null,
  hasFile: true,
  why: null,
  activity: null,
  ...more,
});

/** One that is to be matched, one that is done, one that was stopped, one taken back, one of the command. */
export const pastImports = (): ImportRow[] => [
  past(0, { state: "uploaded", fileName: "november list.xlsx", endedAt: null }),
  past(1, { added: 4_812, changed: 377, same: 12_004, rejected: 58, rows: 17_251 }),
  past(2, {
    fileName: "hillside.csv",
    practice: data.hillside.name,
    state: "stopped",
    added: 5_000,
    rows: 12_400,
    why: "Row 5002 and all behind it cannot be read.",
  }),
  past(9, {
    fileName: "wrong file.csv",
    state: "undone",
    added: 120,
    hasFile: false,
    why: "2 people stay, as something else knows them by now: a call, a visit, a task, a later import, or a change of the record.",
  }),
  past(40, { fileName: "first.csv", by: null, added: 21_007, hasFile: false }),
];

const columns: ImportColumns = {
  dayFirst: false,
  prospects: false,
  remembered: false,
  ownFields: [{ id: "f-1", label: "Lens type" }],
  columns: [
    { name: "Chart #", field: "mrn", own: null, samples: ["100234", "100235", "100240", "100241"] },
    { name: "Pat Surname", field: null, own: null, samples: ["Hinojosa", "Marlow", "O'Hara", "Salas"] },
    { name: "First", field: "firstName", own: null, samples: ["Rosa", "Luis", "Sean", "Ida"] },
    { name: "DOB", field: "bornOn", own: null, samples: ["3/14/1971", "5/1/1980", "12/31/1962", "2/2/2002"] },
    { name: "Cell", field: "phone", own: null, samples: ["(512) 555-0142", "512-555-0143", "", "5125550145"] },
    { name: "Recall note", field: null, own: null, samples: ["", "call in May", "", ""] },
    { name: "Lens type", field: null, own: "f-1", samples: ["soft", "Hard", "", "soft"] },
  ],
};

const row = (line: number, more: Partial<PreviewRow>): PreviewRow => ({
  line,
  name: "Luis Marlow",
  mrn: "100235",
  bornOn: "1980-05-01",
  phones: ["+15125550143"],
  changes: [],
  addedPhones: [],
  why: null,
  ...more,
});

const rowsOf: { [kind: string]: PreviewRow[] } = {
  added: [row(3, {}), row(5, { name: "Ida Salas", mrn: "100241", phones: [], why: "Cell is no telephone number" })],
  changed: [
    row(2, {
      name: "Rosa Hinojosa",
      mrn: "100234",
      bornOn: "1971-03-14",
      changes: [
        { field: "bornOn", before: null, after: "1971-03-14" },
        { field: "balanceCents", before: "1250", after: "0" },
      ],
      addedPhones: ["+15125550142"],
    }),
  ],
  same: [],
  rejected: [row(4, { name: null, mrn: null, bornOn: null, phones: [], why: "DOB is no date that can be read" })],
};

const preview = (kind: string): ImportPreviewView => ({
  added: 48_902,
  changed: 3_011,
  same: 0,
  rejected: 398,
  withLeftOut: 77,
  rows: rowsOf[kind] ?? [],
});

const put = (state: State, id: string, more: Partial<ImportRow>) => {
  const found = state.imports.find((each) => each.id === id);
  return found ? ok(Object.assign(found, more)) : { status: 404, body: { title: "Not found" } };
};

const refused = "This is a demo centre, whose people are invented; start one with KINDLINE_DEMO=0 for real ones.";

export const importRoutes: Route[] = [
  [
    /^GET \/api\/imports$/,
    (s) => ok(list(s.imports, { refused: s.location.address === "a demo centre" ? refused : null })),
  ],
  [
    /^POST \/api\/imports$/,
    (s) => {
      s.imports.unshift(past(7, { id: "im-new", state: "uploaded", fileName: "patients.csv", endedAt: null }));
      return ok(s.imports[0]);
    },
  ],
  [/^GET \/api\/imports\/([^/]+)$/, (s, _b, _q, id) => put(s, id, {})],
  [/^GET \/api\/imports\/[^/]+\/columns$/, () => ok(columns)],
  [/^GET \/api\/imports\/[^/]+\/preview$/, (_s, _b, query) => ok(preview(query.get("kind") ?? "added"))],
  [
    /^POST \/api\/imports\/([^/]+)\/check$/,
    (s, body, _q, id) =>
      (body.columns as { field: string }[]).some((column) => column.field === "lastName")
        ? put(s, id, { rows: 52_311 })
        : {
            status: 400,
            body: {
              errors: { columns: ["No column holds the name: a first and a last name, or both in one."] },
            },
          },
  ],
  [
    /^POST \/api\/imports\/([^/]+)\/start$/,
    (s, _b, _q, id) => put(s, id, { state: "done", added: 48_902, changed: 3_011, rejected: 398, why: null }),
  ],
  [
    /^POST \/api\/imports\/([^/]+)\/stop$/,
    (s, _b, _q, id) => put(s, id, { state: "stopped", added: 20_000, activity: null }),
  ],
  [/^POST \/api\/imports\/([^/]+)\/undo$/, (s, _b, _q, id) => put(s, id, { state: "undone", hasFile: false })],
  [
    /^DELETE \/api\/imports\/([^/]+)$/,
    (s, _b, _q, id) => {
      s.imports = s.imports.filter((each) => each.id !== id);
      return { status: 204 };
    },
  ],
];
