import { useLayoutEffect, useRef } from "react";
import { chordOf, type KeyName } from "./keys";
import { chordNow } from "./ownKeys";

/** What each key does; the disposition is told which of the eight. */
type Doings = { [name in KeyName]?: (place: number) => void };

/**
 * Gives keys of the desk their doings, within fields too. They are there in the very frame that shows them, not after it:
 * an agent who sees a call ring has F2 down before React has run its effects.
 */
export function useKeys(doings: Doings) {
  const latest = useRef(doings);
  useLayoutEffect(() => {
    latest.current = doings;
  });
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const chord = chordOf(event);
      const place = Number(/^Alt\+([1-8])$/.exec(chord ?? "")?.[1] ?? 0);
      for (const [name, does] of Object.entries(latest.current)) {
        if (name === "disposition" ? place === 0 : chordNow(name as KeyName) !== chord) continue;
        event.preventDefault();
        does(place);
      }
    };
    document.documentElement.addEventListener("keydown", press);
    return () => document.documentElement.removeEventListener("keydown", press);
  }, []);
}
