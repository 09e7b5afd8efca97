import type { Closure, Directory, PatientField, RecordLink, Script, VerificationRule } from "../../src/api/types";
import * as data from "./data";

import { rules } from "./people";
import { type Body, list, ok, type Route, type State } from "./route";

const directory: Directory = {
  today: "2026-11-20",
  closures: [{ on: "2026-11-26", name: "Thanksgiving Day", opensAt: null, closesAt: null }],
  locations: [
    {
      id: "l-1",
      name: "Riverside",
      address: "12 River Road, Austin, TX 78704",
      phone: "+15125550161",
      fax: "+15125550162",
      note: "Parking behind the house, second floor",
      hours: [
        { day: "monday", opensAt: "08:00:00", closesAt: "12:00:00" },
        { day: "monday", opensAt: "13:00:00", closesAt: "17:00:00" },
        { day: "tuesday", opensAt: "08:00:00", closesAt: "12:00:00" },
        { day: "tuesday", opensAt: "13:00:00", closesAt: "17:00:00" },
        { day: "saturday", opensAt: "09:00:00", closesAt: "12:00:00" },
      ],
      open: true,
      schedule: "book",
      openFrom: null,
      scheduleNow: "book",
      retired: false,
    },
  ],
  providers: [
    {
      id: "pr-1",
      name: "Dr. Amara Osei",
      specialty: "Cataract",
      npi: "1234567893",
      acceptsNewPatients: true,
      youngestYears: 12,
      oldestYears: null,
      schedule: "book",
      openFrom: "2027-01-04",
      scheduleNow: "closed",
      note: "No contact lens fittings",
      retired: false,
    },
    {
      id: "pr-2",
      name: "Dr. Hal Brandt",
      specialty: null,
      npi: null,
      acceptsNewPatients: false,
      youngestYears: null,
      oldestYears: null,
      schedule: "view",
      openFrom: null,
      scheduleNow: "view",
      note: null,
      retired: true,
    },
  ],
  visitTypes: [
    {
      id: "v-1",
      name: "Dilated exam",
      minutes: 45,
      isTelevisit: false,
      forNewPatients: true,
      preparation: "Somebody drives you home",
      retired: false,
    },
  ],
};

const fields: PatientField[] = [
  {
    id: "f-1",
    practice: data.bayview.id,
    label: "Lens type",
    kind: "choice",
    choices: ["soft", "hard"],
    position: 0,
    retired: false,
    inUse: 1204,
  },
];

const links: RecordLink[] = [
  {
    id: "ln-1",
    name: "Chart",
    kind: "emr",
    template: "https://emr.example/chart?mrn={mrn}",
    contains: ["record number"],
    retired: false,
  },
];

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;

const practices = [data.bayview, data.hillside].map((practice) => ({
  ...practice,
  specialty: "Eye care",
  timeZone: "America/Chicago",
  open: true,
  hours: weekdays.map((day) => ({ day, opensAt: "08:00:00", closesAt: "17:00:00" })),
}));

const holidays = [
  { on: "2026-11-26", name: "Thanksgiving Day", source: "5 U.S.C. 6103(a)" },
  { on: "2026-12-25", name: "Christmas Day", source: "5 U.S.C. 6103(a)" },
];

const scripts: Script[] = [
  {
    id: "s-1",
    practice: data.bayview.id,
    name: "Calls in",
    queue: null,
    direction: "inbound",
    text: "This is {agent} of {practice}.",
    retired: false,
  },
];

const saveProvider = (_s: State, body: Body) =>
  body.name
    ? ok({ ...directory, providers: [{ ...directory.providers[0], ...body }] })
    : { status: 400, body: { title: "x", errors: { name: ["is needed"] } } };

/** What the page of practices asks for. */
export const practiceRoutes: Route[] = [
  [/^GET \/api\/practices$/, () => ok(list(practices))],
  [/^PUT \/api\/practices\/([^/]+)$/, () => ok(practices[0])],
  [/^GET \/api\/practices\/([^/]+)\/directory$/, () => ok(directory)],
  [
    /^PUT \/api\/practices\/([^/]+)\/closures$/,
    (_s, body) => ok({ ...directory, closures: body.closures as Closure[] }),
  ],
  [
    /^PUT \/api\/practices\/([^/]+)\/locations\/([^/]+)$/,
    (_s, body) => ok({ ...directory, locations: [{ ...directory.locations[0], ...body }] }),
  ],
  [/^POST \/api\/practices\/([^/]+)\/providers$/, saveProvider],
  [/^PUT \/api\/practices\/([^/]+)\/providers\/([^/]+)$/, saveProvider],
  [/^GET \/api\/practices\/([^/]+)\/verification$/, () => ok(list(rules))],
  [/^PUT \/api\/practices\/([^/]+)\/verification$/, (_s, body) => ok(list(body.rules as VerificationRule[]))],
  [
    /^GET \/api\/scripts$/,
    () => ok({ ...list(scripts), placeholders: ["agent", "practice", "first name", "next visit"] }),
  ],
  [/^PUT \/api\/scripts\/([^/]+)$/, (_s, body) => ok({ ...scripts[0], ...body })],
  [
    /^POST \/api\/scripts$/,
    (_s, body) =>
      String(body.text).includes("{who}")
        ? {
            status: 400,
            body: { title: "x", errors: { text: ["has {who} in line 1, which is nothing that is known"] } },
          }
        : ok({ ...scripts[0], ...body }),
  ],
  [/^GET \/api\/practices\/([^/]+)\/links$/, () => ok(list(links))],
  [/^(POST|PUT) \/api\/practices\/([^/]+)\/links/, () => ok(list(links))],
  [/^POST \/api\/patients\/([^/]+)\/links\/([^/]+)$/, () => ok({ url: "https://emr.example/chart?mrn=0010042" })],
  [/^GET \/api\/patient-fields$/, () => ok(list(fields))],
  [/^GET \/api\/compliance\/holidays$/, () => ok({ countries: ["US", "MX"], items: holidays })],
];
