import type { BulkChange, BulkField, BulkPerson, BulkPreview } from "../../src/api/types";
import * as data from "./data";
import { list, ok, type Route } from "./route";

const field = (key: string, label: string, shape: BulkField["shape"], more: Partial<BulkField> = {}): BulkField => ({
  key,
  label,
  shape,
  choices: [],
  mayBeEmpty: false,
  ...more,
});

const choice = (value: string, label: string | null = null) => ({ value, label });

const fields: BulkField[] = [
  field("status", "Status", "choice", { choices: [choice("active"), choice("inactive")] }),
  field("doNotCall", "Asked not to be called", "choice", { choices: [choice("yes")] }),
  field("language", "Language", "words"),
  field("source", "Source", "words", { mayBeEmpty: true }),
  field("assignedTo", "Assigned to", "choice", {
    choices: [choice("a-1", "Ana Ruiz"), choice("a-2", "Ben Ode")],
    mayBeEmpty: true,
  }),
  field("field:f-1", "Recall class", "choice", { choices: [choice("A"), choice("B")], mayBeEmpty: true }),
  field("field:f-2", "Lenses until", "day", { mayBeEmpty: true }),
];

const person = (n: number, name: string, more: Partial<BulkPerson>): BulkPerson => ({
  id: `pt-${n}`,
  name,
  bornOn: `19${50 + n * 9}-03-14`,
  outcome: "waiting",
  before: "active",
  after: "inactive",
  why: null,
  vip: false,
  ...more,
});

const change = (id: string, days: number, more: Partial<BulkChange>): BulkChange => ({
  id,
  practiceId: data.bayview.id,
  practice: data.bayview.name,
  listName: "Overdue for an eye exam",
  by: "Dana Brooks",
  field: "status",
  label: "Status",
  value: "inactive",
  reason: "Not seen for three years; the practice asked for it",
  state: "done",
  begunAt: data.ago(days * 86_400 + 300),
  endedAt: data.ago(days * 86_400 + 280),
  people: 412,
  planned: 380,
  changed: 380,
  same: 12,
  leftOut: 20,
  undoneBy: null,
  undoneAt: null,
  restored: 0,
  kept: 0,
  why: null,
  whyNotUndo: null,
  mayGoOn: false,
  ...more,
});

const preview: BulkPreview = {
  total: 4,
  change: 2,
  same: 1,
  leftOut: 1,
  why: [{ why: "deceased", count: 1 }],
  first: [person(1, "Rosa Delgado", {}), person(2, "Luis Marlow", {})],
  firstLeftOut: [person(4, "Sean O'Hara", { outcome: "leftOut", before: null, after: null, why: "deceased" })],
  seen: "as-it-was",
};

const peopleOf: { [outcome: string]: BulkPerson[] } = {
  changed: [person(1, "Rosa Delgado", { outcome: "changed" }), person(2, "Luis Marlow", { outcome: "changed" })],
  restored: [person(1, "Rosa Delgado", { outcome: "restored" })],
  kept: [person(2, "Luis Marlow", { outcome: "kept", why: "changedSince" })],
  leftOut: preview.firstLeftOut,
};

/** The bulk changes of one server: one under way, one done, one undone, one that only a second person undoes. */
export function bulkRoutes(): Route[] {
  const changes = [
    change("b-1", 0, {
      state: "running",
      endedAt: null,
      people: 10_000,
      planned: 9_400,
      changed: 3_760,
      same: 200,
      leftOut: 40,
    }),
    change("b-2", 1, {}),
    change("b-3", 9, {
      state: "undone",
      changed: 2,
      restored: 1,
      kept: 1,
      undoneBy: "Robin Hale",
      undoneAt: data.ago(86_400 * 8),
      field: "language",
      label: "Language",
      value: "es",
    }),
    change("b-4", 12, {
      field: "doNotCall",
      label: "Asked not to be called",
      value: "yes",
      whyNotUndo:
        "Undoing this takes do not call off, which wants two persons: ask somebody else who may change people in bulk.",
    }),
  ];
  const put = (id: string, more: Partial<BulkChange>) => {
    const found = changes.find((each) => each.id === id);
    return found ? ok(Object.assign(found, more)) : { status: 404, body: { title: "Not found" } };
  };
  let begun = 0;
  return [
    [/^GET \/api\/bulk-changes$/, () => ok(list(changes))],
    [/^GET \/api\/bulk-changes\/fields$/, () => ok(list(fields))],
    [/^POST \/api\/bulk-changes\/preview$/, () => ok({ ...preview, seen: begun > 0 ? "anew" : preview.seen })],
    [
      /^POST \/api\/bulk-changes$/,
      (_s, body) => {
        begun += 1;
        if (body.value === "inactive" && body.seen !== "anew")
          return {
            status: 409,
            body: { title: "Since you looked, the list or what is known of its people has changed." },
          };
        const of = fields.find((each) => each.key === body.field);
        changes.unshift(
          change("b-new", 0, {
            field: of?.key,
            label: of?.label,
            value: body.value as string | null,
            reason: body.reason as string,
            people: 4,
            planned: 2,
            changed: 2,
            same: 1,
            leftOut: 1,
          }),
        );
        return ok(changes[0]);
      },
    ],
    [/^GET \/api\/bulk-changes\/([^/]+)$/, (_s, _b, _q, id) => put(id, {})],
    [/^POST \/api\/bulk-changes\/[^/]+\/people$/, (_s, body) => ok(list(peopleOf[String(body.outcome)] ?? []))],
    [/^POST \/api\/bulk-changes\/([^/]+)\/stop$/, (_s, _b, _q, id) => put(id, { state: "stopped", mayGoOn: true })],
    [/^POST \/api\/bulk-changes\/([^/]+)\/go-on$/, (_s, _b, _q, id) => put(id, { state: "done", mayGoOn: false })],
    [
      /^POST \/api\/bulk-changes\/([^/]+)\/undo$/,
      (_s, _b, _q, id) =>
        put(id, { state: "undone", restored: 1, kept: 1, undoneBy: "Dana Brooks", undoneAt: data.ago(1) }),
    ],
  ];
}
