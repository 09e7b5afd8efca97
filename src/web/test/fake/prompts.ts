import type { Prompt, PromptVersion } from "../../src/api/types";
import * as data from "./data";
import type { Answer, Route } from "./route";

const kinds = ["emergency", "recorded", "greeting", "closed", "voicemail", "recordedOutbound"] as const;
const supervisor = { id: "u-supervisor", name: "Samuel Okafor" };
const line = "+15125550100";

const spoken = (version: number, text: string, more: Partial<PromptVersion> = {}): PromptVersion => ({
  version,
  text,
  hasAudio: false,
  changedAt: data.ago(90_000 - version * 4000),
  changedBy: supervisor,
  state: "replaced",
  ...more,
});

const words: { [kind in (typeof kinds)[number]]: string } = {
  emergency: "If this is a medical emergency, hang up and dial 9 1 1.",
  recorded: "This call is recorded.",
  greeting: "Thank you for calling Bayview Eye. We are glad you called.",
  closed: "Our office is closed now.",
  voicemail: "In an emergency dial 911. Please leave your name and number after the tone.",
  recordedOutbound: "This call is recorded.",
};

const storm = spoken(3, "Because of the ice storm we are closed until Friday at noon.", {
  state: "scheduled",
  startsAt: data.ago(-70_000),
  endsAt: data.ago(-170_000),
});

/** Greetings have a history; what was saved last is in force. */
export const history: PromptVersion[] = [
  storm,
  spoken(2, words.greeting, { state: "inForce" }),
  spoken(1, "", { hasAudio: true, seconds: 12, source: "24-bit PCM, 44.1 kHz, stereo" }),
];

const prompt = (kind: (typeof kinds)[number], own: string | null): Prompt => ({
  practiceId: data.bayview.id,
  practice: data.bayview.name,
  timeZone: "America/Chicago",
  line: own,
  kind,
  inForce:
    kind === "greeting" ? (history[1] as PromptVersion) : { text: words[kind], hasAudio: false, state: "inForce" },
  next: kind === "greeting" ? { at: storm.startsAt ?? "", version: storm } : null,
  scheduled: kind === "greeting" ? [storm] : [],
  versions: kind === "greeting" ? history.length : 0,
});

const refused = (errors: { [field: string]: string[] }): Answer => ({ status: 400, body: { errors } });

export const promptRoutes: Route[] = [
  [
    /^GET \/api\/prompts\/[^/]+$/,
    (_s, _b, query) => ({
      body: {
        items: kinds.map((kind) => prompt(kind, query.get("line"))),
        total: kinds.length,
        lines: [{ number: line, purpose: "Appointments" }],
      },
    }),
  ],
  [/^GET \/api\/prompts\/[^/]+\/\w+\/versions$/, () => ({ body: { items: history, total: history.length } })],
  [
    /^PUT \/api\/prompts\/[^/]+\/emergency$/,
    (_s, body) =>
      body.confirm || /911/.test(String(body.text))
        ? { body: prompt("emergency", null) }
        : refused({ confirm: ["Callers would not be told to dial 911. In an emergency that costs minutes."] }),
  ],
];
