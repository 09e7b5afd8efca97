import type { InteractionEvent } from "../api/types";
import { promptWords } from "../flows/promptWords";
import { phoneNumber } from "../foundation/formats";
import { outcomes } from "./words";

/** Names of the agents and queues that events name by id. */
export type Names = ReadonlyMap<string, string>;

class Facts {
  constructor(
    private readonly data: { [key: string]: unknown },
    private readonly names: Names,
  ) {}

  /** A field as text, or nothing. */
  text(key: string): string | null {
    const value = this.data[key];
    return typeof value === "number" || (typeof value === "string" && value !== "") ? String(value) : null;
  }

  /** The words, then the name of whom or what the field points at; a bare id is never shown. */
  named(words: string, link: string, key: string): string {
    const name = this.names.get(this.text(key) ?? "");
    return name ? [words, link, name].filter(Boolean).join(" ") : words;
  }

  /** The words with a field after a colon. */
  with(words: string, key: string): string {
    const text = this.text(key);
    return text ? `${words}: ${text}` : words;
  }
}

const hungUpBy: { [by: string]: string } = {
  caller: "The caller hung up",
  callee: "The other side hung up",
  agent: "The agent hung up",
  us: "We hung up",
};

const coachWords: { [mode: string]: string } = {
  listen: "Listened to",
  whisper: "Whispered to the agent",
  barge: "Barged in",
};

const lines: { [type: string]: (facts: Facts) => string } = {
  coached: (f) => f.named(coachWords[f.text("mode") ?? ""] ?? "Coached", "by", "agent"),
  coachLeft: () => "The coach left",
  started: () => "The call began",
  matched: (facts) => matchWords(facts.text("patients")),
  withheld: () => "The caller withholds the number",
  diverted: (facts) => divertedWords(facts),
  played: (facts) => heardWords(facts.text("prompt")),
  queued: (facts) => facts.named("Joined the queue", "", "queue"),
  placeSpoken: (facts) => facts.with("Heard the place in the queue", "place"),
  offered: (facts) => facts.named("Rang", "at", "agent"),
  offerMissed: (facts) => facts.named("Was not answered", "by", "agent"),
  offerFailed: (facts) => facts.named("The phone could not be reached", "of", "agent"),
  answered: (facts) => facts.named("Answered", "by", "agent"),
  recordingStarted: () => "Recording began",
  recordingEnded: () => "Recording ended",
  recordingFailed: (facts) => facts.with("Recording failed", "reason"),
  digit: (facts) => facts.with("A key was pressed", "digit"),
  held: () => "Put on hold",
  muted: (facts) => facts.named("Microphone off", "of", "agent"),
  unmuted: (facts) => facts.named("Microphone on", "of", "agent"),
  resumed: () => "Taken off hold",
  voicemailStarted: () => "Voicemail began",
  voicemailEnded: () => "Voicemail ended",
  hungUp: (facts) => hungUpBy[facts.text("by") ?? ""] ?? "Hung up",
  dialling: () => "Dialling",
  trunkTried: (facts) => trunkWords(facts),
  ringing: () => "The other side rings",
  connected: () => "Connected",
  transferred: (facts) => facts.named("Transferred", "to", facts.text("queue") ? "queue" : "agent"),
  quality: (facts) => qualityWords(facts),
  ended: (facts) => endedWords(facts.text("outcome")),
  bound: () => "The person of the call was picked",
  subjectAdded: () => "One more person was added",
  unbound: () => "A person was taken out",
  verified: (facts) => facts.with("Verified", "method"),
  verifyFailed: (facts) => facts.with("Could not be verified", "method"),
  wrapUpSaved: () => "Wrap-up saved",
  wrapUpDone: () => "Wrap-up finished",
  merged: () => "The person's record was merged with another",
  unmerged: () => "That merge was undone",
  interrupted: () => "Cut by an interruption of the system",
};

/** The words of RFC 5806 for people; others say nothing. */
const divertReasons: { [reason: string]: string } = {
  "user-busy": "busy",
  "no-answer": "no answer",
  unavailable: "not reachable",
  unconditional: "always",
  "time-of-day": "at this time of day",
  "do-not-disturb": "do not disturb",
  deflection: "by hand",
  "follow-me": "follow me",
  "out-of-service": "out of service",
  away: "away",
};

/** "Sent on from (512) 555-0140: busy". */
function divertedWords(facts: Facts): string {
  const reason = divertReasons[facts.text("reason") ?? ""];
  return `Sent on from ${phoneNumber(facts.text("from"))}${reason ? `: ${reason}` : ""}`;
}

/** "Trunk Acme: 503 Service Unavailable". */
function trunkWords(facts: Facts): string {
  const said =
    facts.text("status") === "200" ? "answered" : `${facts.text("status")} ${facts.text("why") ?? ""}`.trim();
  return `Trunk ${facts.text("trunk")}: ${said}`;
}

const matchWords = (patients: string | null) =>
  patients === "0"
    ? "Nobody is known by this number"
    : patients === "1"
      ? "One possible match by number"
      : `${patients ?? "Some"} possible matches by number`;

/** The bands of ITU-T G.107 Annex B: satisfied, some dissatisfied, many dissatisfied, nearly all. */
const opinions: [least: number, word: string][] = [
  [4, "good"],
  [3.6, "fair"],
  [3.1, "poor"],
  [0, "bad"],
];

/** "Sound of the other side: good (MOS 4.4, 0.2 % lost, jitter 6 ms)". */
function qualityWords(facts: Facts): string {
  const number = (key: string) => Number(facts.text(key) ?? 0);
  const who = facts.text("agent") ? facts.named("Sound", "of", "agent") : "Sound of the other side";
  const word = opinions.find(([least]) => number("mos") >= least)?.[1];
  const lost = number("lostPercent") + number("latePercent");
  const encryption = facts.text("encryption");
  const way = !encryption ? "" : encryption === "none" ? ", not encrypted (RTP)" : `, encrypted by ${encryption}`;
  return `${who}: ${word} (MOS ${number("mos").toFixed(1)}, ${lost.toFixed(1)} % lost, jitter ${Math.round(number("jitterMs"))} ms)${way}`;
}

function heardWords(prompt: string | null): string {
  const known = prompt && promptWords[prompt.charAt(0).toLowerCase() + prompt.slice(1)];
  return known ? `Heard: ${known}` : "Heard an announcement";
}

function endedWords(outcome: string | null): string {
  const known = outcomes.find((each) => each.value === outcome?.toLowerCase())?.label;
  return known ? `Ended: ${known}` : "Ended";
}

/** One event of a call as a sentence. */
export function eventWords(event: InteractionEvent, names: Names = new Map()): string {
  const line = lines[event.type];
  return line ? line(new Facts(event.data ?? {}, names)) : event.type;
}
