import { useSyncExternalStore } from "react";

export type PhoneWarning = {
  code:
    | "noMicrophone"
    | "micRefused"
    | "headsetPulled"
    | "wrongDevice"
    | "silentMicrophone"
    | "nothingHeard"
    | "talkingWhileMuted"
    | "phoneLost"
    | "takenOver";
  words: string;
};

export interface Phone {
  kind: "off" | "connecting" | "registered" | "lost";
  call: "none" | "ringing" | "talking";
  muted: boolean;
  localHold: boolean;
  /** 0 to 1. */
  micLevel: number;
  warning: PhoneWarning | null;
  /** One line for the header. */
  words: string;
}

let shown: Phone = {
  kind: "registered",
  call: "none",
  muted: false,
  localHold: false,
  micLevel: 0.4,
  warning: null,
  words: "Phone ready",
};
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Shows another phone, for tests and looks. */
export function showPhone(patch: Partial<Phone>) {
  shown = { ...shown, ...patch };
  for (const listener of listeners) listener();
}

export const usePhone = () => useSyncExternalStore(subscribe, () => shown);

export const phone = {
  answer: () => {},
  hangUp: () => {},
  mute: (on: boolean) => showPhone({ muted: on }),
  sendDigit: (_digit: string) => {},
  start: () => {},
  stop: () => {},
  selfTest: async () => {},
  devices: [] as MediaDeviceInfo[],
  choose: (_deviceId: string) => {},
};
