import type { Card } from "../../src/api/types";
import * as data from "./data";
import type { Route } from "./route";

const owner = { id: "u-supervisor", name: "Samuel Okafor" };

const card = (id: string, title: string, body: string, more: Partial<Card> = {}): Card => ({
  id,
  title,
  body,
  practice: data.bayview,
  owner,
  expired: false,
  changedAt: data.ago(500_000),
  wrong: 0,
  ...more,
});

export const cards = (): Card[] => [
  card(
    "c-1",
    "Parking",
    "In the **garage on Harbor Street**, levels 1 and 2.\n\n- Bring the ticket to the front desk.",
    {
      location: "Harbor Street",
    },
  ),
  card("c-2", "Fax number", "Records and referrals: (512) 555-0199. <script></script>"),
  card("c-3", "Preparing for a dilated eye exam", "1. Bring glasses.\n2. No lenses for 24 hours.", {
    line: "+15125550100",
  }),
  card("c-4", "Billing hours", "Until noon.", { line: "+15125550101" }),
  card("c-5", "A flu clinic", "Walk in on Saturday.", { expiresOn: "2026-10-30", expired: true }),
];

const shown = cards();

export const knowledgeRoutes: Route[] = [
  [/^GET \/api\/knowledge$/, () => ({ body: { items: shown, total: shown.length } })],
  [
    /^GET \/api\/knowledge\/choices$/,
    () => ({ body: { lines: [{ number: "+15125550100", purpose: "Appointments" }], owners: [owner] } }),
  ],
  [
    /^GET \/api\/knowledge\/[^/]+\/reports$/,
    () => ({
      body: {
        items: [
          {
            id: "r-1",
            note: "It is level 3 since May.",
            by: { id: "u-agent1", name: "Dana Brooks" },
            at: data.ago(900),
          },
        ],
        total: 1,
      },
    }),
  ],
  [
    /^POST \/api\/knowledge\/([^/]+)\/wrong$/,
    (_s, _b, _q, id) => {
      const found = shown.find((each) => each.id === id);
      if (found) found.wrong += 1;
      return { body: found };
    },
  ],
];
