import type { InteractionEvent } from "../api/types";

type Data = { [key: string]: unknown };

const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(text);

/** A field of an event's data as words: a name, never a bare id. */
function word(data: Data, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = data[key];
    if (typeof value === "number") return String(value);
    if (typeof value === "string" && value !== "" && !isId(value)) return value;
    if (typeof value === "object" && value !== null && "name" in value && typeof value.name === "string")
      return value.name;
  }
  return null;
}

const withWord = (words: string, link: string, found: string | null) => (found ? `${words}${link}${found}` : words);

const lines: { [type: string]: (data: Data) => string } = {
  started: () => "The call arrived",
  matched: () => "A possible match by number was found",
  played: (data) => withWord("Heard", " ", word(data, "title", "prompt", "kind", "name") ?? "an announcement"),
  queued: (data) => withWord("Joined the queue", " ", word(data, "queue", "queueName")),
  placeSpoken: (data) => withWord("Heard the place in the queue", ", ", word(data, "place", "position")),
  offered: (data) => withWord("Rang", " at ", word(data, "agent", "agentName")),
  offerMissed: (data) => withWord("Was not answered", " by ", word(data, "agent", "agentName")),
  offerFailed: (data) => withWord("The phone could not be reached", " of ", word(data, "agent", "agentName")),
  answered: (data) => withWord("Answered", " by ", word(data, "agent", "agentName")),
  recordingStarted: () => "Recording began",
  recordingEnded: () => "Recording ended",
  digit: (data) => withWord("A key was pressed", ": ", word(data, "digit")),
  held: () => "Put on hold",
  resumed: () => "Taken off hold",
  voicemailStarted: () => "Voicemail began",
  voicemailEnded: () => "Voicemail ended",
  hungUp: (data) => withWord("Hung up", ": ", word(data, "by", "party")),
  dialling: () => "Dialling",
  ringing: () => "The other side rings",
  connected: () => "Connected",
  transferred: (data) => withWord("Transferred", " to ", word(data, "to", "queue", "agent")),
  ended: (data) => withWord("Ended", ": ", word(data, "outcome", "reason")),
  wrapUpSaved: (data) => withWord("Wrap-up saved", " by ", word(data, "agent", "agentName", "user")),
  wrapUpDone: (data) => withWord("Wrap-up finished", " by ", word(data, "agent", "agentName", "user")),
  interrupted: () => "Cut by an interruption of the system",
};

/** One event of a call as a sentence. */
export function eventWords(event: InteractionEvent): string {
  const line = lines[event.type];
  return line ? line(event.data ?? {}) : event.type;
}
