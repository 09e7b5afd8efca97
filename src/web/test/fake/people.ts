import type { DeskCall, PersonCard, VerificationRule } from "../../src/api/types";
import { ago, bayview } from "./data";

const visit = (days: number, visitType: string) => ({
  id: `v${days}`,
  confidential: false,
  at: ago(-days * 86_400),
  visitType,
  provider: "Dr. Amara Osei",
  location: "Bayview Eye, Riverside",
});

export const rosa: PersonCard = {
  patientId: "pt-1",
  kind: "patient",
  name: "Rosa Delgado",
  age: 46,
  bornOn: "1980-02-14",
  mrn: "0010042",
  language: "es",
  timeZone: "America/Chicago",
  practice: "p-bayview",
  coverage: {
    payer: {
      id: "o-blue",
      practice: "p-bayview",
      name: "Blue Ridge",
      phone: "+18005550130",
      portalLink: "https://portal.blueridge.example/eligibility?npi={npi}",
    },
    practice: { answer: "somePlans", plans: "PPO" },
    exceptions: [{ who: "Dr. Amara Osei", answer: "no", plans: null }],
  },
  phones: ["+15125550142", "+15125550177"],
  address: "1802 Alder Street, Apt 4, Austin, TX 78704",
  alerts: [
    { text: "Allergic to fluorescein", level: "warn" },
    { text: "Interpreter for visits", level: "info" },
  ],
  lastContact: {
    at: ago(2 * 86_400 + 5000),
    by: "Robin Hale",
    direction: "outbound",
    channel: "voice",
    disposition: "Confirmed, left with family",
    interactionId: "i-9",
  },
  nextAppointment: visit(6, "Cataract consultation"),
  lastVisit: visit(-41, "Dilated exam"),
  plan: "Blue Ridge PPO",
  balance: 3500,
  requests: [],
  links: [
    { id: "ln-1", name: "Chart", kind: "emr", whyNot: null },
    { id: "ln-2", name: "Patient portal", kind: "portal", whyNot: "No e-mail address is known." },
  ],
  otherCoverages: [
    { payer: null, practice: null, exceptions: [] },
    { payer: null, practice: null, exceptions: [] },
  ],
  timeline: [
    {
      at: ago(180_000),
      kind: "call",
      confidential: false,
      text: "Confirmed, left with family",
      by: "Robin Hale",
      interactionId: "i-9",
    },
    {
      at: ago(600_000),
      kind: "appointment",
      confidential: false,
      text: "Booked cataract consultation",
      by: "Sam Ortega",
      interactionId: null,
    },
    {
      at: ago(3_500_000),
      kind: "visit",
      confidential: false,
      text: "Dilated exam, Dr. Amara Osei",
      by: null,
      interactionId: null,
      visitId: "v-41",
    },
    {
      at: ago(3_700_000),
      kind: "call",
      confidential: false,
      text: "Asked about preparation",
      by: "Dana Brooks",
      interactionId: "i-12",
    },
  ],
  record: {
    version: 3,
    firstName: "Rosa",
    lastName: "Delgado",
    email: "rosa.delgado@example.com",
    street: "1802 Alder Street, Apt 4",
    city: "Austin",
    state: "TX",
    zip: "78704",
    phones: [
      { number: "+15125550142", type: "mobile", work: false, whyNoCall: null },
      { number: "+15125550177", type: "landline", work: true, whyNoCall: null },
    ],
    status: "active",
    doNotCallSince: null,
    whyNoCall: null,
    death: null,
    wishes: { neverAtWork: false, noVoicemail: false, noTexts: false, noEmail: false, noMail: false, note: null },
    payer: "Blue Ridge",
    plan: "Blue Ridge PPO",
    memberId: "BR-400-771",
    groupNumber: null,
    policyHolder: null,
    coveredFrom: null,
    coveredUntil: null,
    coverageEnded: false,
    coverages: [
      {
        payer: "Vision One",
        plan: null,
        memberId: "V-1",
        groupNumber: "G-7",
        policyHolder: "spouse",
        fromOn: "2026-01-01",
        untilOn: null,
        ended: false,
      },
      {
        payer: "Harbor",
        plan: "Gold",
        memberId: "H-2",
        groupNumber: null,
        policyHolder: null,
        fromOn: null,
        untilOn: "2026-06-30",
        ended: true,
      },
    ],
    referredBy: "Dr. Lena Ruiz",
    partner: { id: "o-elm", name: "Elm Family Practice" },
    source: null,
    portal: "active",
    remarks: null,
    proxies: [
      {
        id: 7,
        name: "Elena Delgado",
        relationship: "child",
        phone: "+15125550161",
        mayBook: true,
        mayHear: true,
        mayBill: false,
        endsAtMajority: false,
        endsOn: null,
        note: null,
        lastOn: null,
        ended: false,
      },
    ],
    fields: [{ id: "f-1", label: "Lens type", kind: "choice", choices: ["soft", "hard"], value: "soft" }],
    releasesHeldUntil: null,
    oldContact: null,
    asOf: ago(3 * 86_400),
    asOfSource: "import",
    assigned: { to: "Ana Ruiz", at: ago(5 * 86_400) },
    chart: {
      medications: ["Latanoprost 0.005 %", "Metformin 500 mg"],
      notes: "Drops in the evening",
      asOf: ago(86_400),
    },
    vip: false,
  },
  confides: true,
  earned: { hear: true, book: true, bill: true, change: true },
  vip: false,
};

const speakers = ["patient", "relative", "provider", "payer", "pharmacy", "other"] as const;

/** Of a pharmacy this practice asks for three. */
export const rules: VerificationRule[] = speakers.map((speaker) => ({
  speaker,
  needed: speaker === "pharmacy" ? 3 : 2,
  counts: speaker === "pharmacy" ? ["name", "zip"] : ["name", "mrn", "zip", "phone"],
  earned: {
    hear: ["patient", "provider", "pharmacy"].includes(speaker),
    book: speaker === "patient",
    bill: ["patient", "payer"].includes(speaker),
    change: speaker === "patient",
  },
}));

/** The card as a relative sees it who may book alone. */
export const forBooking = (card: PersonCard): PersonCard => ({
  ...card,
  bornOn: null,
  mrn: null,
  address: null,
  lastContact: null,
  balance: null,
  timeline: [],
  record: null,
  earned: { hear: false, book: true, bill: false, change: false },
});

export const mateo: PersonCard = {
  ...rosa,
  patientId: "pt-2",
  name: "Mateo Delgado",
  age: 9,
  bornOn: "2017-06-30",
  mrn: "0010188",
  alerts: [],
  plan: null,
  balance: null,
  nextAppointment: null,
};

/** A VIP, whose last visit is confidential. */
export const ida: PersonCard = {
  ...rosa,
  patientId: "pt-3",
  name: "Ida Salas",
  mrn: "0010300",
  vip: true,
  alerts: [],
  nextAppointment: null,
  lastVisit: { id: "v-9", confidential: true, at: ago(9 * 86_400), visitType: null, provider: null, location: null },
  timeline: [
    {
      at: ago(9 * 86_400),
      kind: "visit",
      text: "Confidential visit",
      by: null,
      interactionId: null,
      visitId: "v-9",
      confidential: true,
    },
  ],
};

export const cards = [rosa, mateo, ida];

export const deskCall = (): DeskCall => ({
  id: "i-1",
  practice: bayview,
  line: "Main line",
  direction: "inbound",
  from: "+15125550142",
  to: "+15125550100",
  peopleOnNumber: 1,
  candidates: [{ patientId: "pt-1", name: "Rosa Delgado", vip: false }],
  bound: null,
  verification: { state: "notVerified", failures: 0, method: null, at: null, speaker: null },
  person: null,
  subjects: [],
  rules,
  script: null,
});
