import { useSyncExternalStore } from "react";
import { type KeyName, keys } from "./keys";

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
let place: string | null = null;
const listeners = new Set<() => void>();

function become(next: Chords) {
  chords = next;
  for (const listener of listeners) listener();
}

function read(from: string): Chords {
  try {
    const changed = Object.entries(JSON.parse(localStorage.getItem(from) ?? "{}") as Partial<Chords>);
    const kept = changed.filter(([name]) => name in keys && !isFixed(name as KeyName));
    const all: Chords = { ...standard, ...Object.fromEntries(kept) };
    // One key for two things, or one that may not be used any more, is worse than the standard.
    return kept.every(([name, chord]) => refusalOf(name as KeyName, chord, all) === null) ? all : standard;
  } catch {
    return standard; // not written by this page
  }
}

/** Takes the keys that this person chose at this computer: which keys, for an id without a meaning, is all that the browser keeps. */
export function loadKeys(userId: string) {
  place = `kindline.keys.${userId}`;
  become(read(place));
}

/** Gives a key another chord; answers why not, or null. */
export function changeKey(name: KeyName, chord: string): string | null {
  const why = refusalOf(name, chord, chords);
  if (why === null) keep({ ...chords, [name]: chord });
  return why;
}

export const backToStandardKeys = () => keep(standard);

function keep(next: Chords) {
  const changed = names.filter((name) => next[name] !== standard[name]);
  if (place && changed.length === 0) localStorage.removeItem(place);
  else if (place) localStorage.setItem(place, JSON.stringify(Object.fromEntries(changed.map((n) => [n, next[n]]))));
  become(next);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** The chord of a key now. */
export const chordNow = (name: KeyName): string => chords[name];

/** The chords, to be shown. */
export const useChords = (): Chords => useSyncExternalStore(subscribe, () => chords);
