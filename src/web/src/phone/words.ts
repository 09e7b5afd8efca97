import type { Fault } from "./audioTruth";
import type { MicrophoneState } from "./microphone";
import type { Phone, PhoneWarning } from "./phone";

type Code = PhoneWarning["code"];

/** All that can be wrong at one moment. */
export interface Troubles {
  takenOver: boolean;
  microphone: MicrophoneState;
  fault: Fault | null;
  /** Registration or connection is gone. */
  lost: boolean;
  talking: boolean;
  speakerGone: boolean;
}

const missingWords = {
  none: "No microphone is plugged in, so no calls come. Plug in a headset.",
  busy: "Another program holds the microphone, so no calls come. Close that program.",
  insecure: "A browser gives a microphone only to pages over HTTPS. Open this page by its https address.",
};

const faults: { [fault in Fault]: PhoneWarning } = {
  nothingHeard: { code: "nothingHeard", words: "Nothing arrives from the other side: you cannot hear them." },
  nothingSent: { code: "nothingHeard", words: "Your voice does not leave this computer: they cannot hear you." },
  talkingWhileMuted: { code: "talkingWhileMuted", words: "You are talking, but you are muted." },
  silentMicrophone: {
    code: "silentMicrophone",
    words: "Your microphone is silent. Look for a switch on its cable, or choose another.",
  },
};

/** The worst trouble in words, or null. What keeps people from hearing each other comes before what only stops new calls. */
export function warningOf(troubles: Troubles): PhoneWarning | null {
  const { takenOver, fault, lost } = troubles;
  if (takenOver) return { code: "takenOver", words: "Your desk was opened at another place. No calls come here." };
  const oneWay = fault === "nothingHeard" || fault === "nothingSent" ? faults[fault] : null;
  const other = fault ? faults[fault] : null;
  return ofMicrophone(troubles) ?? oneWay ?? (lost ? lostWarning(troubles) : null) ?? other ?? ofDevices(troubles);
}

function ofMicrophone({ microphone, talking }: Troubles): PhoneWarning | null {
  switch (microphone.kind) {
    case "missing":
      return { code: "noMicrophone", words: missingWords[microphone.why] };
    case "refused":
      return {
        code: "micRefused",
        words: "The browser refuses the microphone. Allow it by the sign beside the address, then load the page again.",
      };
    case "pulled":
      return {
        code: "headsetPulled",
        words: talking
          ? `${microphone.label} was pulled out: nobody hears you. Plug it in again or choose another microphone.`
          : `${microphone.label} was pulled out, so no calls come. Plug it in again or choose another microphone.`,
      };
    default:
      return null;
  }
}

const lostWarning = ({ talking }: Troubles): PhoneWarning => ({
  code: "phoneLost",
  words: talking
    ? "The phone lost the server. This call goes on, no others come; it connects again by itself."
    : "The phone lost the server. No calls come; it connects again by itself.",
});

function ofDevices({ microphone, speakerGone }: Troubles): PhoneWarning | null {
  if (microphone.kind === "live" && microphone.insteadOf) {
    return {
      code: "wrongDevice",
      words: `${microphone.insteadOf} is not there: you speak through ${microphone.label}.`,
    };
  }
  if (!speakerGone) return null;
  return { code: "wrongDevice", words: "The speaker you chose is not there: you hear through the system's." };
}

/** What the header says of each fault; the warning's own words say what to do. */
const faultWords: { [code in Code]: string } = {
  takenOver: "Opened elsewhere",
  noMicrophone: "No microphone",
  micRefused: "Microphone refused",
  headsetPulled: "Headset pulled",
  nothingHeard: "One-way audio",
  phoneLost: "Phone lost",
  talkingWhileMuted: "You are muted",
  silentMicrophone: "Silent microphone",
  wrongDevice: "Another device",
};

const kindWords: { [kind in Phone["kind"]]: string } = {
  off: "Phone off",
  connecting: "Connecting",
  registered: "Phone ready",
  lost: "Phone lost",
};

/** The header's one line: the fault first, then the call, then the phone. */
export function lineWords(phone: Pick<Phone, "kind" | "call" | "muted" | "localHold" | "testing">, fault: Code | null) {
  if (fault) return faultWords[fault];
  if (phone.testing) return "Self-test";
  if (phone.call === "ringing") return "Ringing";
  if (phone.call === "answering") return "Answering";
  if (phone.call === "talking") return phone.localHold ? "On hold" : phone.muted ? "Muted" : "Talking";
  return kindWords[phone.kind];
}
