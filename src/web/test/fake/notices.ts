import type { Notice } from "../../src/api/types";
import * as data from "./data";
import { list, ok, type Route } from "./route";

const notice = (id: string, patient: string, more: Partial<Notice>): Notice => ({
  id,
  practice: data.bayview,
  timeZone: "America/Chicago",
  practicePhone: "+15125550100",
  patientId: "pt-1",
  patient,
  vip: false,
  hidden: false,
  way: "call",
  to: "+15125550142",
  changed: ["phones"],
  createdAt: "2026-11-27T16:00:00Z",
  dueOn: "2026-12-01",
  late: false,
  forbidden: null,
  done: null,
  ...more,
});

/** The notices of one server, which telling changes. */
export function noticeRoutes(): Route[] {
  const notices = [
    notice("n-1", "Rosa Delgado", { late: true, dueOn: "2026-11-25", createdAt: "2026-11-23T16:00:00Z" }),
    notice("n-2", "Omar Haddad", {
      way: "letter",
      to: "12 Juniper Lane, Austin, TX 78701",
      changed: ["address", "proxies"],
    }),
    notice("n-3", "Lena Ortiz", { way: "email", to: "lena@example.com", changed: ["email"] }),
    notice("n-4", "Ida Salas", { vip: true, hidden: true, to: null }),
    notice("n-5", "Wei Chen", { forbidden: "neverAtWork" }),
    notice("n-6", "Ada Flores", {
      done: { outcome: "couldNot", by: "Robin Hale", at: data.ago(86_400), note: "The number is not in service" },
    }),
  ];
  const waiting = () => notices.filter((each) => !each.done && !each.forbidden);
  return [
    [/^GET \/api\/contact-notices$/, (_s, _b, query) => ok(list(query.get("state") === "all" ? notices : waiting()))],
    [
      /^POST \/api\/contact-notices\/([^/]+)\/outcome$/,
      (_s, body, _q, id) => {
        const one = notices.find((each) => each.id === id);
        if (!one) return { status: 404, body: { title: "Not found" } };
        if (one.done) return { status: 409, body: { title: "Somebody has said already what came of it." } };
        const outcome = body.outcome === "told" ? "told" : "couldNot";
        one.done = { outcome, by: "Dana Brooks", at: data.ago(0), note: body.note ? String(body.note) : null };
        return { status: 204 };
      },
    ],
  ];
}
