import type { Pair, PairDetail, PairRecord } from "../../src/api/types";
import * as data from "./data";
import { list, ok, type Route } from "./route";

const record = (id: string, more: Partial<PairRecord>): PairRecord => ({
  id,
  kind: "patient",
  firstName: "Rosa",
  lastName: "Hinojosa",
  bornOn: "1971-03-14",
  mrn: "DM-100234",
  address: "12 Juniper Lane, Austin, TX 78701",
  email: null,
  language: "en",
  plan: "Lantern Vision PPO",
  balanceCents: 1250,
  phones: ["+15125550142"],
  alerts: [],
  contacts: 2,
  lastContactAt: data.ago(86_400 * 12),
  visits: 1,
  nextVisitAt: null,
  ...more,
});

const details: PairDetail[] = [
  pair("d-1", 0.99972, "certain", record("pt-1", {}), {
    firstName: "Rosa Elena",
    lastName: "Hinojoza",
    mrn: "DM-104711",
    address: "12 Juniper Ln, Austin, TX 78701",
    email: "rosa@example.com",
    language: "es",
    phones: ["+15125550142", "+15125550177"],
    alerts: ["Needs an interpreter"],
    contacts: 5,
    visits: 3,
    nextVisitAt: data.ago(-86_400 * 9),
  }),
  pair("d-2", 0.9412, "likely", record("pt-3", { firstName: "Luis", lastName: "Marlow", bornOn: "1980-05-01" }), {
    firstName: "Luis",
    lastName: "Marlow",
    bornOn: "1980-01-05",
    mrn: null,
  }),
];

function pair(
  id: string,
  probability: number,
  certainty: Pair["certainty"],
  one: PairRecord,
  more: Partial<PairRecord>,
): PairDetail {
  const other = { ...one, id: `${one.id}-other`, ...more };
  const person = (r: PairRecord) => ({
    id: r.id,
    name: `${r.firstName} ${r.lastName}`,
    bornOn: r.bornOn,
    mrn: r.mrn,
    vip: false,
  });
  return {
    pair: {
      id,
      practice: data.bayview,
      one: person(one),
      other: person(other),
      probability,
      certainty,
      agreement: {
        family: one.lastName === other.lastName ? "same" : "alike",
        given: "same",
        born: one.bornOn === other.bornOn ? "same" : "turned",
        phone: "same",
        address: "same",
        email: "missing",
        record: other.mrn ? "differs" : "missing",
      },
      state: "open",
      foundAt: data.ago(7200),
      decidedAt: null,
      hidden: false,
    },
    one,
    other,
    survivor: null,
  };
}

/** The queue of one server, which decisions change. */
export function duplicateRoutes(): Route[] {
  const pairs = structuredClone(details);
  const decide = (id: string, state: Pair["state"], survivor: string | null = null) => {
    const decided = pairs.find((p) => p.pair.id === id);
    if (!decided) return { status: 404, body: { title: "Not found" } };
    decided.pair.state = state;
    decided.survivor = survivor;
    return ok(decided);
  };
  return [
    [
      /^GET \/api\/duplicates$/,
      (_s, _b, query) => ok(list(pairs.map((p) => p.pair).filter((p) => p.state === (query.get("state") ?? "open")))),
    ],
    [/^GET \/api\/duplicates\/([^/]+)$/, (_s, _b, _q, id) => ok(pairs.find((p) => p.pair.id === id))],
    [/^POST \/api\/duplicates$/, () => ok(pairs[0])],
    [/^POST \/api\/duplicates\/([^/]+)\/merge$/, (_s, body, _q, id) => decide(id, "merged", String(body.survivor))],
    [/^POST \/api\/duplicates\/([^/]+)\/keep-apart$/, (_s, _b, _q, id) => decide(id, "keptApart")],
    [/^POST \/api\/duplicates\/([^/]+)\/(?:unmerge|reopen)$/, (_s, _b, _q, id) => decide(id, "open")],
  ];
}
