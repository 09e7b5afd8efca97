/** How values read on every screen. Times are 24 hour; the zone is the browser's unless one is given. */

const none = "–";

/** Seconds as 0:48, 12:05 or 1:02:03. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return none;
  const whole = Math.max(0, Math.round(seconds));
  const s = String(whole % 60).padStart(2, "0");
  const m = Math.floor(whole / 60) % 60;
  const h = Math.floor(whole / 3600);
  return h > 0 ? `${h}:${String(m).padStart(2, "0")}:${s}` : `${m}:${s}`;
}

/** A North American number as (512) 555-0100, who withholds it as that; anything else as it is. */
export function phoneNumber(value: string | null | undefined): string {
  if (!value) return none;
  if (value === "anonymous") return "Withheld";
  const nanp = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(value);
  return nanp ? `(${nanp[1]}) ${nanp[2]}-${nanp[3]}` : value;
}

/** What a person typed as E.164, or null when no such number can exist. */
export function parseNumber(typed: string): string | null {
  const compact = typed.replace(/[\s().-]/g, "");
  if (!/^\+?\d+$/.test(compact)) return null;
  const digits = compact.replace("+", "");
  const national = /^1?([2-9]\d{2}[2-9]\d{6})$/.exec(digits);
  if (national) return `+1${national[1]}`;
  return compact.startsWith("+") && /^[2-9]\d{7,14}$/.test(digits) ? `+${digits}` : null;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
function format(at: string | number, options: Intl.DateTimeFormatOptions, zone?: string): string {
  const key = JSON.stringify([options, zone]);
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", { ...options, timeZone: zone });
    formatters.set(key, formatter);
  }
  return formatter.format(typeof at === "string" ? Date.parse(at) : at);
}

const hm = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** 10:42 */
export const hourMinute = (at: string | number, zone?: string) => format(at, hm, zone);

/** 10:42:07 */
export const clockTime = (at: string | number, zone?: string) => format(at, { ...hm, second: "2-digit" }, zone);

/** The calendar day as 2026-11-21. */
export function dayOf(at: string | number, zone?: string): string {
  const [month, day, year] = format(at, { year: "numeric", month: "2-digit", day: "2-digit" }, zone).split("/");
  return `${year}-${month}-${day}`;
}

/** "Today 10:42", "Yesterday 16:03", "Nov 19, 10:42" or, in another year, "Nov 19, 2025, 10:42". */
export function dayTime(at: string | null | undefined, now: number, zone?: string): string {
  if (!at) return none;
  const day = dayOf(at, zone);
  if (day === dayOf(now, zone)) return `Today ${hourMinute(at, zone)}`;
  if (day === dayOf(now - 86_400_000, zone)) return `Yesterday ${hourMinute(at, zone)}`;
  const sameYear = day.slice(0, 4) === dayOf(now, zone).slice(0, 4);
  const date = format(at, { month: "short", day: "numeric", ...(sameYear ? {} : { year: "numeric" }) }, zone);
  return `${date}, ${hourMinute(at, zone)}`;
}

/** A time to come, as short as a button has room: "today 15:00" or "Nov 30, 09:00". */
export function comingTime(at: string, now: number): string {
  const time = hourMinute(at);
  return dayOf(at) === dayOf(now) ? `today ${time}` : `${format(at, { month: "short", day: "numeric" })}, ${time}`;
}

/** A plain date 2026-11-21 as "Sat, Nov 21". */
export function dayWords(day: string): string {
  return format(`${day}T12:00:00Z`, { weekday: "short", month: "short", day: "numeric" }, "UTC");
}

/** A plain date 1980-02-14 as "Feb 14, 1980". */
export function dateWords(day: string): string {
  return format(`${day}T12:00:00Z`, { year: "numeric", month: "short", day: "numeric" }, "UTC");
}

/** An hour of the day as "10:00 to 11:00". */
export function hourWords(hour: number): string {
  const two = (h: number) => `${String(h).padStart(2, "0")}:00`;
  return `${two(hour)} to ${two((hour + 1) % 24)}`;
}

function span(seconds: number): string {
  if (seconds < 90 * 60) return `${Math.max(1, Math.round(seconds / 60))} min`;
  if (seconds < 36 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

/** "due in 12 min", "due now", "overdue 5 min". */
export function dueWords(dueAt: string | null | undefined, now: number): string {
  if (!dueAt) return "no due time";
  const seconds = Math.round((Date.parse(dueAt) - now) / 1000);
  if (Math.abs(seconds) < 30) return "due now";
  return seconds > 0 ? `due in ${span(seconds)}` : `overdue ${span(-seconds)}`;
}

/** "12 min", "3 h", "2 days": how long something has waited. */
export const waitedWords = (at: string, now: number) => span(Math.max(0, (now - Date.parse(at)) / 1000));

/** A zone in words: "Central Time". */
export function zoneWords(zone: string = Intl.DateTimeFormat().resolvedOptions().timeZone): string {
  if (zone === "UTC" || zone === "Etc/UTC") return "UTC";
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(0);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/** Midnight that begins a local calendar day, as an instant. */
export const startOfDay = (day: string) => new Date(`${day}T00:00:00`).toISOString();

/** Midnight that ends a local calendar day, as an instant. */
export function endOfDay(day: string): string {
  const next = new Date(`${day}T00:00:00`);
  next.setDate(next.getDate() + 1);
  return next.toISOString();
}

/** A figure of a report by its unit. */
export function figure(value: string | number | null | undefined, unit?: string | null): string {
  if (value === null || value === undefined || value === "") return none;
  if (typeof value === "string") return value;
  if (unit === "seconds" || unit === "s") return duration(value);
  if (unit === "percent" || unit === "%") return `${value.toFixed(1)} %`;
  return value.toLocaleString("en-US", { maximumFractionDigits: 1 });
}

/** "1 call", "1,240 calls". */
export const calls = (count: number) => `${count.toLocaleString("en-US")} ${count === 1 ? "call" : "calls"}`;

/** camelCase as a sentence's start: "callBack" becomes "Call back". */
export function sentence(word: string): string {
  const spaced = word
    .replace(/[_-]/g, " ")
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** Languages that are offered; any other one that a record has is shown too. */
export const spokenLanguages = ["en", "es", "vi", "zh", "ko", "tl", "ar", "ru", "fr", "de", "pt", "hi", "ht", "pl"];

const languages = new Intl.DisplayNames("en-US", { type: "language", fallback: "code" });

/** "en" as "English"; what is no code of a language stays as it is. */
export function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}
