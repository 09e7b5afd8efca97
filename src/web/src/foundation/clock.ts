import { useSyncExternalStore } from "react";

let offset = 0;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** A desk's clock may be minutes off; timers count from the server's. Its Date header has whole seconds, so small differences are noise. */
export function learnServerTime(date: string | null) {
  const server = date ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(server)) return;
  const found = server + 500 - Date.now();
  offset = Math.abs(found) > 2000 ? found : 0;
}

/** Milliseconds now by the server's clock. */
export const serverNow = () => Date.now() + offset;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = serverNow();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The server's time in milliseconds, once a second, from one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => {
    const current = serverNow();
    if (Math.abs(current - now) >= 1000) now = current;
    return now;
  });
}

/** Whole seconds from an instant to now, never negative. */
export function secondsSince(at: string, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - Date.parse(at)) / 1000));
}
