import type { Opening } from "../../src/api/types";
import * as data from "./data";
import { list, ok, type Route } from "./route";

const opening = (id: string, by: string, more: Partial<Opening>): Opening => ({
  id,
  by,
  practice: data.bayview,
  timeZone: "America/Chicago",
  patientId: "pt-3",
  patient: "Ida Salas",
  reason: "treatment",
  text: "The retina clinic asks for her last pressure readings",
  call: null,
  openedAt: data.ago(7_200),
  endsAt: data.ago(-7_200),
  dueOn: "2026-12-03",
  overdue: false,
  mine: false,
  review: null,
  ...more,
});

/** The openings of one server, which reviews change. */
export function openingRoutes(): Route[] {
  const openings = [
    opening("op-1", "Robin Hale", {}),
    opening("op-2", "Dana Brooks", { mine: true, reason: "patientsRequest", text: "She asks what we have on file" }),
    opening("op-3", "Sam Ortega", {
      reason: "call",
      text: null,
      openedAt: data.ago(86_400 * 8),
      endsAt: data.ago(86_400 * 8 - 400),
      dueOn: "2026-11-25",
      overdue: true,
    }),
    opening("op-4", "Robin Hale", {
      reason: "payment",
      text: "Her payer asks about the visit of October",
      review: { by: "Diane Whitfield", at: data.ago(86_400), note: "Letter of the payer seen" },
    }),
  ];
  const waiting = () => openings.filter((each) => !each.review);
  return [
    [/^GET \/api\/openings\/count$/, () => ok({ open: waiting().length })],
    [/^GET \/api\/openings$/, (_s, _b, query) => ok(list(query.get("state") === "all" ? openings : waiting()))],
    [
      /^POST \/api\/openings\/([^/]+)\/review$/,
      (_s, body, _q, id) => {
        const one = openings.find((each) => each.id === id);
        if (!one) return { status: 404, body: { title: "Not found" } };
        one.review = { by: "Dana Brooks", at: data.ago(0), note: body.note ? String(body.note) : null };
        return { status: 204 };
      },
    ],
  ];
}
