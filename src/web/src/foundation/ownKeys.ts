import { useSyncExternalStore } from "react";
import { api, ask } from "./api";
import { type KeyName, keys } from "./keys";
import { tellFailure } from "./notify";

/** The chord of each key as it is for the one who is signed in. */
export type Chords = { readonly [name in KeyName]: string };

const names = Object.keys(keys) as KeyName[];
const standard = Object.fromEntries(names.map((name) => [name, keys[name].chord])) as Chords;

/** The favourites have eight digits at once, which no other key can stand for. */
export const isFixed = (name: KeyName) => name === "disposition";

const takenElsewhere = /^(.*\+)?F([13-7]|1[0-2])$|^Alt\+[DEF]$|^Ctrl\+(?!(K|Enter)$)/;
const usable = /^(F[289]|Ctrl\+(K|Enter)|Alt\+[A-Z0-9])$/;
const favourites = /^Alt\+[1-8]$/;

/** Why a key cannot have a chord, in words, or null. */
export function refusalOf(name: KeyName, chord: string, chords: Chords): string | null {
  if (takenElsewhere.test(chord)) return `${chord} belongs to the browser or the screen reader. Press another.`;
  if (!usable.test(chord)) return `${chord} cannot be used. Press Alt with a letter or a digit, or F2, F8 or F9.`;
  const owner = favourites.test(chord)
    ? "disposition"
    : names.find((other) => other !== name && chords[other] === chord);
  return owner ? `${chord} is taken: ${keys[owner].words.split(";")[0]}. Press another.` : null;
}

let chords = standard;
const listeners = new Set<() => void>();

function become(next: Chords) {
  chords = next;
  for (const listener of listeners) listener();
}

/** Takes the keys that this person has changed, as the server keeps them. */
export function loadKeys(changed: { readonly [name: string]: string }) {
  const kept = Object.entries(changed).filter(([name]) => name in keys && !isFixed(name as KeyName));
  const all: Chords = { ...standard, ...Object.fromEntries(kept) };
  // One key for two things, or one that may not be used any more, is worse than the standard.
  become(kept.every(([name, chord]) => refusalOf(name as KeyName, chord, all) === null) ? all : standard);
}

/** Gives a key another chord; answers why not, or null. */
export function changeKey(name: KeyName, chord: string): string | null {
  const why = refusalOf(name, chord, chords);
  if (why === null) keep({ ...chords, [name]: chord });
  return why;
}

export const backToStandardKeys = () => keep(standard);

/** In force at once; what the server could not keep is said, and is the standard again at the next sign-in. */
function keep(next: Chords) {
  const changed = names.filter((name) => next[name] !== standard[name]).map((name) => [name, next[name]]);
  become(next);
  ask(api.PUT("/api/session/keys", { body: { keys: Object.fromEntries(changed) } })).catch(tellFailure);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** The chord of a key now. */
export const chordNow = (name: KeyName): string => chords[name];

/** The chords, to be shown. */
export const useChords = (): Chords => useSyncExternalStore(subscribe, () => chords);
