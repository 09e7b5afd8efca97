import type { Fault } from "./audioTruth";
import type { MicrophoneState } from "./microphone";
import type { Phone, PhoneWarning } from "./phone";

type Code = PhoneWarning["code"];

/** All that can be wrong at one moment. */
export interface Troubles {
  takenOver: boolean;
  /** This page is the desk of a call whose sound has not come here yet. */
  soundElsewhere: boolean;
  microphone: MicrophoneState;
  fault: Fault | null;
  /** Registration or connection is gone. */
  lost: boolean;
  talking: boolean;
  /** The agent has a call, also one that this page does not carry. */
  inCall: boolean;
  speakerGone: boolean;
}

const elsewhere: PhoneWarning = {
  code: "soundElsewhere",
  words: "The sound is still at the other place. It comes here when this phone is ready.",
};

const missingWords = {
  none: ["No microphone is plugged in", "Plug in a headset."],
  busy: ["Another program holds the microphone", "Close that program."],
  insecure: ["A browser gives a microphone only to pages over HTTPS", "Open this page by its https address."],
} as const;

/** What is wrong, what follows from it now, and what to do. */
const withoutSound = (wrong: string, inCall: boolean, toDo: string) =>
  inCall ? `${wrong}: nobody hears you. ${toDo}` : `${wrong}, so no calls come. ${toDo}`;

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
  const { takenOver, soundElsewhere, fault, lost } = troubles;
  if (takenOver) return { code: "takenOver", words: "Your desk was opened at another place. No calls come here." };
  const oneWay = fault === "nothingHeard" || fault === "nothingSent" ? faults[fault] : null;
  const other = fault ? faults[fault] : null;
  return (
    ofMicrophone(troubles) ??
    (soundElsewhere ? elsewhere : null) ??
    oneWay ??
    (lost ? lostWarning(troubles) : null) ??
    other ??
    ofDevices(troubles)
  );
}

function ofMicrophone({ microphone, inCall }: Troubles): PhoneWarning | null {
  switch (microphone.kind) {
    case "missing":
      return {
        code: "noMicrophone",
        words: withoutSound(missingWords[microphone.why][0], inCall, missingWords[microphone.why][1]),
      };
    case "refused":
      return {
        code: "micRefused",
        words: withoutSound(
          "The browser refuses the microphone",
          inCall,
          `Allow it by the sign beside the address, then load the page again${inCall ? " after the call" : ""}.`,
        ),
      };
    case "pulled":
      return {
        code: "headsetPulled",
        words: withoutSound(
          `${microphone.label} was pulled out`,
          inCall,
          "Plug it in again or choose another microphone.",
        ),
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
  takenOver: "Open elsewhere",
  soundElsewhere: "Sound elsewhere",
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
export function lineWords(phone: Pick<Phone, "kind" | "call" | "muted" | "held" | "testing">, fault: Code | null) {
  if (fault) return faultWords[fault];
  if (phone.testing) return "Self-test";
  if (phone.call === "ringing") return "Ringing";
  if (phone.call === "answering") return "Answering";
  if (phone.call === "talking") return phone.held ? "On hold" : phone.muted ? "Muted" : "Talking";
  return kindWords[phone.kind];
}
