import type { Organisation, OrganisationDetail, Staff, StaffMember } from "../../src/api/types";
import * as data from "./data";
import { list, ok, type Route } from "./route";

const organisation = (id: string, kind: Organisation["kind"], name: string, more: Partial<Organisation> = {}) => ({
  id,
  practice: data.bayview.id,
  kind,
  name,
  phone: null,
  fax: null,
  email: null,
  address: null,
  webLink: null,
  portalLink: null,
  aliases: null,
  note: null,
  people: [],
  acceptances: [],
  openIssues: 0,
  retired: false,
  changedAt: data.ago(86_400),
  ...more,
});

export const organisations: Organisation[] = [
  organisation("o-acme", "vendor", "Acme Lenses", { phone: "+15125550181", retired: true }),
  organisation("o-cedar", "referralPartner", "Cedar Pediatrics", {
    phone: "+15125550171",
    fax: "+15125550172",
    address: "40 Cedar Street, Austin, TX 78702",
    note: "Screens children at school; calls before three in the afternoon",
    openIssues: 1,
    people: [
      { id: 1, name: "Dr. Elena Ruiz", role: "Owner", phone: "+15125550173", email: null, decides: true },
      { id: 2, name: "Ann Lowell", role: "Front desk", phone: null, email: "ann@cedar.example", decides: false },
    ],
  }),
  organisation("o-lantern", "payer", "Lantern Health", {
    phone: "+18005550120",
    aliases: "Lantern, LHP",
    acceptances: [
      {
        provider: null,
        location: null,
        answer: "somePlans",
        plans: "PPO, EPO",
        fromOn: null,
        untilOn: null,
        holds: true,
      },
      { provider: "pr-1", location: null, answer: "no", plans: null, fromOn: null, untilOn: "2027-02-28", holds: true },
    ],
    portalLink: "https://portal.lantern.example/eligibility?npi={npi}",
    note: "Provider line: press 2, then the practice's tax number",
  }),
  organisation("o-walnut", "pharmacy", "Walnut Pharmacy", {
    phone: "+15125550177",
    fax: "+15125550178",
    address: "9 Walnut Avenue, Austin, TX 78701",
    webLink: "https://walnut.example/",
  }),
];

const detail = (id: string): OrganisationDetail => ({
  today: "2026-11-20",
  organisation: organisations.find((one) => one.id === id) as Organisation,
  meetings: [
    {
      id: "m-2",
      on: "2026-12-02",
      with: "Dr. Elena Ruiz",
      by: "Lina Park",
      agreed: null,
      nextStep: null,
      nextOn: null,
    },
    {
      id: "m-1",
      on: "2026-11-10",
      with: "Dr. Elena Ruiz",
      by: "Lina Park",
      agreed: "School screens come by fax, with the parent's number",
      nextStep: "Send them the new form",
      nextOn: "2026-11-24",
    },
  ],
  issues: [
    { id: "is-1", text: "Faxes of Friday afternoon get lost", since: "2026-11-02", closedOn: null },
    { id: "is-2", text: "No slots for infants", since: "2026-09-01", closedOn: "2026-10-05" },
  ],
});

const member = (id: string, name: string, more: Partial<StaffMember>): StaffMember => ({
  id,
  name,
  title: null,
  department: null,
  extension: null,
  directNumber: null,
  location: null,
  user: null,
  team: null,
  reportsTo: null,
  reports: 0,
  steeringRole: null,
  retired: false,
  ...more,
});

const staff: Staff = {
  mostReports: 10,
  accounts: [{ id: "u-agent1", name: "Dana Brooks" }],
  items: [
    member("s-2", "Dana Brooks", {
      title: "Agent",
      extension: "214",
      user: "u-agent1",
      team: "Front line",
      reportsTo: "s-1",
    }),
    member("s-1", "Rae Holm", {
      title: "Office manager",
      department: "Front desk",
      extension: "201",
      directNumber: "+15125550191",
      location: "l-1",
      reports: 12,
      steeringRole: "Chair",
    }),
  ],
};

/** What the page of contacts and the desk's tab ask for. */
export const contactRoutes: Route[] = [
  [/^GET \/api\/practices\/[^/]+\/staff$/, () => ok(staff)],
  [/^(POST|PUT) \/api\/practices\/[^/]+\/staff/, () => ok(staff)],
  [/^GET \/api\/organisations$/, () => ok(list(organisations))],
  [
    /^GET \/api\/organisations\/[^/]+\/referrals$/,
    () =>
      ok({
        total: 5,
        months: [
          { month: "2026-11", patients: 3 },
          { month: "2026-10", patients: 2 },
        ],
        requests: [
          { state: "trying", patients: 1 },
          { state: null, patients: 4 },
        ],
      }),
  ],
  [
    /^GET \/api\/organisations\/[^/]+\/referrals\/patients$/,
    () =>
      ok(
        list([
          {
            id: "pt-7",
            name: "Mina Sato",
            on: "2026-11-18",
            request: { id: "rq-1", state: "trying", at: data.ago(86_400) },
          },
          { id: "pt-9", name: "Ivo Brandt", on: "2026-11-02", request: null },
        ]),
      ),
  ],
  [/^GET \/api\/organisations\/([^/]+)$/, (_s, _b, _q, id) => ok(detail(id))],
  [
    /^POST \/api\/organisations$/,
    (_s, body) =>
      body.name ? ok(detail("o-cedar")) : { status: 400, body: { title: "x", errors: { name: ["is needed"] } } },
  ],
  [/^PUT \/api\/organisations\/([^/]+)\/acceptances$/, (_s, _b, _q, id) => ok(detail(id))],
  [/^PUT \/api\/organisations\/([^/]+)$/, (_s, _b, _q, id) => ok(detail(id))],
  [/^POST \/api\/organisations\/([^/]+)\/(meetings|issues)$/, (_s, _b, _q, id) => ok(detail(id))],
  [/^PUT \/api\/organisations\/([^/]+)\/(meetings|issues)\/[^/]+$/, (_s, _b, _q, id) => ok(detail(id))],
];
