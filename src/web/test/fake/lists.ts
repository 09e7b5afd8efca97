import type {
  Condition,
  ConditionKind,
  ListCatalogue,
  ListColumn,
  ListPage,
  ListRow,
  PatientList,
} from "../../src/api/types";
import * as data from "./data";
import { list, ok, type Route } from "./route";

const kind = (
  on: string,
  group: string,
  label: string,
  shape: ConditionKind["shape"],
  verbs: ConditionKind["verbs"],
  choices: ConditionKind["choices"] = [],
): ConditionKind => ({ on, group, label, shape, verbs, choices });

const plain = (...values: string[]) => values.map((value) => ({ value, label: null }));
const last: ConditionKind["verbs"] = ["longerAgo", "withinLast", "between", "known", "unknown"];

const conditions: ConditionKind[] = [
  kind("status", "Person", "Status", "choice", ["any", "none"], plain("active", "inactive", "deceased")),
  kind("age", "Person", "Age", "number", ["between", "unknown"]),
  kind("language", "Person", "Language", "words", ["any", "none", "contains", "known", "unknown"], plain("en", "es")),
  kind("mobile", "How to reach them", "Has a mobile number", "flag", ["yes", "no"]),
  kind(
    "payer",
    "Insurance and money",
    "Payer",
    "words",
    ["any", "none", "contains", "known", "unknown"],
    [
      { value: "Lantern Vision", label: "Lantern Vision" },
      { value: "Medicare", label: "Medicare" },
    ],
  ),
  kind("balance", "Insurance and money", "Balance", "money", ["between", "known", "unknown"]),
  kind("lastEncounter", "Visits", "Last encounter", "day", last),
  kind("nextAppointment", "Visits", "Next appointment", "day", ["withinNext", "notWithinNext", "known", "unknown"]),
  kind("lastContact", "Contacts", "Last contact", "day", last),
];

const column = (key: string, title: string, of: ListColumn["kind"]): ListColumn => ({ key, title, kind: of });

const columns: ListColumn[] = [
  column("name", "Name", "text"),
  column("bornOn", "Date of birth", "day"),
  column("phone", "Phone", "phone"),
  column("lastEncounter", "Last encounter", "instant"),
  column("lastAppointmentState", "Last appointment was", "word"),
  column("nextAppointment", "Next appointment", "instant"),
  column("lastContact", "Last contact", "instant"),
  column("disposition", "Disposition", "text"),
  column("status", "Status", "word"),
  column("balance", "Balance", "money"),
];

const usual = ["name", "bornOn", "phone", "lastEncounter", "nextAppointment", "lastContact", "disposition", "status"];
const catalogue: ListCatalogue = { conditions, columns, usual };

const saved = (id: string, name: string, more: Partial<PatientList>): PatientList => ({
  id,
  practiceId: data.bayview.id,
  practice: data.bayview.name,
  name,
  owner: "Dana Brooks",
  mine: true,
  shared: false,
  filter: { conditions: [] },
  columns: usual,
  sort: "name",
  descending: false,
  changedAt: data.ago(86_400 * 3),
  version: 0,
  mayChange: true,
  why: null,
  ...more,
});

const when = (on: string, is: Condition["is"], count: number, unit: Condition["unit"]): Condition => ({
  on,
  is,
  count,
  unit,
});

const people: ListRow[] = ["Rosa Delgado", "Luis Marlow", "Ida Salas", "Sean O'Hara"].map((name, n) => ({
  id: `pt-${n + 1}`,
  name,
  vip: n === 2,
  hidden: n === 2,
  cells:
    n === 2
      ? {}
      : {
          bornOn: `19${50 + n * 9}-03-14`,
          phone: `+1512555014${n}`,
          lastEncounter: data.ago(86_400 * (400 + 30 * n)),
          lastContact: data.ago(86_400 * (20 + n)),
          disposition: "Confirmed / Pt called to confirm",
          status: "active",
          lastAppointmentState: n % 2 ? "missed" : "seen",
          ...(n === 1 ? { balance: 12_550 } : {}),
        },
}));

/** The lists of one server, which saving and deleting change. */
export function listRoutes(): Route[] {
  let lists = [
    saved("l-1", "Overdue for an eye exam", {
      shared: true,
      filter: {
        conditions: [
          when("lastEncounter", "longerAgo", 12, "months"),
          { on: "status", is: "any", values: ["active"] },
          when("nextAppointment", "notWithinNext", 4, "weeks"),
        ],
      },
      columns: [...usual, "lastAppointmentState", "balance"],
    }),
    saved("l-4", "Letters", {
      filter: {
        conditions: [
          { on: "status", is: "any", values: ["active"] },
          {
            on: null,
            is: null,
            anyOf: [
              { on: "age", is: "between", from: "65" },
              { on: "payer", is: "any", values: ["Medicare"] },
            ],
          },
        ],
      },
    }),
    saved("l-2", "From a later version", {
      filter: null,
      why: "filter.conditions[0].is asks for something that this version does not know",
    }),
    saved("l-3", "Shared by another", { mine: false, owner: "Robin Hale", shared: true, mayChange: false }),
  ];
  let gone: PatientList | undefined;
  const missing = { status: 404, body: { title: "Not found" } };
  const page = (id: string, body: { [field: string]: unknown }): ListPage => {
    const of = lists.find((each) => each.id === id);
    const keys = of?.columns ?? usual;
    const sort = String(body.sort ?? "name");
    const value = (row: ListRow) => (sort === "name" ? row.name : row.cells[sort]);
    const known = people.filter((row) => value(row) !== undefined);
    known.sort((a, b) => String(value(a)).localeCompare(String(value(b))));
    if (body.descending) known.reverse();
    // Of whom something is not known comes last either way.
    const rows = [...known, ...people.filter((row) => value(row) === undefined)];
    return {
      columns: keys.flatMap((key) => columns.filter((each) => each.key === key)),
      items: rows,
      total: rows.length,
      asOf: data.ago(20),
      timeZone: "America/Chicago",
      withheld: [],
      sort,
      descending: body.descending === true,
    };
  };
  return [
    [/^GET \/api\/lists$/, () => ok(list(lists))],
    [/^GET \/api\/lists\/catalogue$/, () => ok(catalogue)],
    [
      /^POST \/api\/lists\/count$/,
      (_s, body) => ok({ total: 1_204 - 300 * ((body.filter as { conditions: unknown[] }).conditions.length ?? 0) }),
    ],
    [
      /^POST \/api\/lists$/,
      (_s, body) => {
        const made = saved(`l-${lists.length + 6}`, "", body as Partial<PatientList>);
        lists = [...lists, made];
        return ok(made);
      },
    ],
    [
      /^PUT \/api\/lists\/([^/]+)$/,
      (_s, body, _q, id) => {
        const found = lists.find((each) => each.id === id);
        return found ? ok(Object.assign(found, body, { version: found.version + 1 })) : missing;
      },
    ],
    [
      /^DELETE \/api\/lists\/([^/]+)$/,
      (_s, _b, _q, id) => {
        gone = lists.find((each) => each.id === id);
        lists = lists.filter((each) => each.id !== id);
        return { status: 204 };
      },
    ],
    [
      /^POST \/api\/lists\/[^/]+\/restore$/,
      () => {
        if (!gone) return missing;
        lists = [...lists, gone];
        return ok(gone);
      },
    ],
    [/^POST \/api\/lists\/([^/]+)\/(?:people|print)$/, (_s, body, _q, id) => ok(page(id, body))],
  ];
}
