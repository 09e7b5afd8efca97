import { mkdir } from "node:fs/promises";
import { chromium } from "playwright-core";
import { createServer } from "vite";

// Run by docs/screens/take, which says how.

const sizes = {
  wide: { viewport: { width: 1366, height: 768 } },
  narrow: { viewport: { width: 683, height: 768 } },
  zoom: { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 },
};

const desk = (scene, ...keys) => ({ at: `/fake/${scene}`, keys });
const supervisor = (scene, to) => ({ at: `/fake/${scene}?user=supervisor&to=${to}`, keys: [] });

const screens = {
  desk: desk("verified"),
  "desk-ringing": desk("ringing"),
  "desk-several-matches": desk("several"),
  "desk-not-verified": desk("talking"),
  "desk-locked": desk("locked"),
  "desk-nobody": desk("nobody"),
  "desk-people": desk("people"),
  "desk-hold": desk("held"),
  "desk-consultation": desk("consult"),
  "desk-consultation-talking": desk("consultTalking"),
  "desk-consulted": desk("consulted"),
  "desk-returned": desk("returned"),
  "desk-transfer": desk("verified", "Alt+t"),
  "desk-keypad": desk("verified", "Alt+k"),
  "desk-knowledge": desk("verified", "Alt+g"),
  "desk-emergency": desk("verified", "Alt+Digit9"),
  "desk-keys": desk("verified", "?"),
  "desk-muted": desk("muted"),
  "desk-parked": desk("parked"),
  "desk-wrap-up": desk("wrapUp", "Alt+Digit1", "Alt+n"),
  "desk-wrap-up-over": desk("wrapUpOver"),
  "desk-idle": desk("idle"),
  "desk-search": desk("idle", "Control+k", "rosa"),
  "desk-looked-up": desk("idle", "Control+k", "rosa", "ArrowDown", "Enter"),
  "desk-opened": desk("idle", "Control+k", "rosa", "ArrowDown", "Enter", "Tab", "Enter"),
  "desk-vip": desk("idle", "Control+k", "ida", "ArrowDown", "Enter"),
  "desk-visits": { ...desk("verified"), ends: "Mark as confidential" },
  openings: supervisor("talking", "/openings"),
  "openings-review": { ...supervisor("talking", "/openings"), ends: "Review Ida Salas" },
  notices: supervisor("talking", "/notices"),
  "notices-letter": { ...supervisor("talking", "/notices"), ends: "Print letter, Omar Haddad" },
  "desk-record": { ...desk("verified"), ends: "Change" },
  "desk-away": desk("away"),
  "desk-where": desk("where"),
  "desk-phone-lost": desk("phoneLost"),
  "desk-no-microphone": { ...desk("verified"), silent: true },
  "desk-taken-over": { ...desk("takenOver"), shows: ".deskElsewhere" },
  "emergency-desk": desk("emergency"),
  emergency: supervisor("emergency", "/floor"),
  floor: supervisor("idle", "/floor"),
  "floor-chosen": { ...supervisor("idle", "/floor"), clicks: "Alex Morgan" },
  "floor-take": { ...supervisor("idle", "/floor"), clicks: "Take agents" },
  "floor-announce": { ...supervisor("idle", "/floor"), clicks: "Announce to all" },
  imports: supervisor("idle", "/imports"),
  "imports-columns": supervisor("idle", "/imports?import=im-0"),
  "imports-check": supervisor("importChecked", "/imports?import=im-0"),
  "imports-running": supervisor("importRunning", "/imports?import=im-0"),
  "imports-finishing": supervisor("importFinishing", "/imports?import=im-0"),
  "imports-result": supervisor("idle", "/imports?import=im-1"),
  board: supervisor("idle", "/board"),
  owed: supervisor("talking", "/owed"),
  requests: supervisor("talking", "/requests"),
  "requests-booked": { ...supervisor("talking", "/requests"), ends: "Booked: Mina Sato" },
  "requests-add": { ...supervisor("talking", "/requests"), ends: "Add a request" },
  prompts: supervisor("talking", "/prompts"),
  knowledge: supervisor("talking", "/knowledge"),
  favourites: supervisor("talking", "/dispositions"),
  queues: supervisor("talking", "/settings"),
  "settings-guard": { at: "/fake/idle?user=admin&to=/settings", keys: ["End"] },
  "settings-outside": { at: "/fake/idle?user=admin&to=/settings", keys: ["End", "PageUp"] },
  call: supervisor("talking", "/calls/i-8"),
  signalling: supervisor("talking", "/signalling"),
  ladder: supervisor("talking", "/signalling/i-8"),
  duplicates: supervisor("talking", "/duplicates"),
  "duplicates-two": { ...supervisor("talking", "/duplicates"), ends: "Compare two records" },
  lists: supervisor("talking", "/lists"),
  "lists-open": supervisor("talking", "/lists?list=l-1"),
  "lists-change": { ...supervisor("talking", "/lists?list=l-1"), ends: "Change" },
  "lists-print": supervisor("talking", "/lists/print?list=l-1"),
  "lists-any": { ...supervisor("talking", "/lists?list=l-4"), ends: "Change" },
  "lists-people": { ...supervisor("talking", "/lists?list=l-1"), ends: "Change people" },
  "bulk-changes": supervisor("talking", "/lists/changes"),
  "bulk-running": supervisor("talking", "/lists/changes?change=b-1"),
  "bulk-done": supervisor("talking", "/lists/changes?change=b-2"),
  "bulk-undone": supervisor("talking", "/lists/changes?change=b-3"),
  trunks: { at: "/fake/idle?user=admin&to=/trunks", keys: [] },
  "trunks-add": { at: "/fake/idle?user=admin&to=/trunks", keys: [], clicks: "Add a trunk" },
  first: { at: "/fake/empty?user=&to=/first", keys: [], shows: "form" },
  "set-up": { at: "/fake/begun?user=admin&to=/set-up", keys: [] },
  "set-up-call": { at: "/fake/idle?user=admin&to=/set-up", keys: [] },
  practices: supervisor("talking", "/practices"),
  "practices-verifying": { ...supervisor("talking", "/practices"), keys: ["End"] },
  "practices-location": { ...supervisor("talking", "/practices"), ends: "Change Riverside" },
  "practices-export": { at: "/fake/talking?user=director&to=/practices", keys: ["End"] },
  "practices-export-none": { at: "/fake/exportNone?user=director&to=/practices", keys: ["End"] },
  "practices-export-running": { at: "/fake/exportRunning?user=director&to=/practices", keys: ["End"] },
  "practices-export-ask": { at: "/fake/talking?user=director&to=/practices", keys: [], clicks: "Export everything" },
  "practices-provider": { ...supervisor("talking", "/practices"), ends: "Change Dr. Amara Osei" },
  contacts: supervisor("talking", "/contacts"),
  "contacts-partner": { ...supervisor("talking", "/contacts"), ends: "More of Cedar Pediatrics" },
  "contacts-add": { ...supervisor("talking", "/contacts"), ends: "Change Lantern Health" },
  "contacts-places": { ...supervisor("talking", "/contacts"), tab: "Providers & locations" },
  "contacts-people": { ...supervisor("talking", "/contacts"), tab: "Our people" },
  "contacts-accepted": { ...supervisor("talking", "/contacts"), ends: "More of Lantern Health" },
  "desk-contacts": { ...desk("verified"), tab: "Contacts" },
  today: supervisor("talking", "/today"),
  "my-day": { at: "/fake/idle?to=/my-day", keys: [] },
  report: supervisor("talking", "/reports"),
};

/** The pictures kept beside the script: file, screen and size. */
const kept = [
  ["desk", "desk", "wide"],
  ["desk-ringing", "desk-ringing", "wide"],
  ["desk-several-matches", "desk-several-matches", "wide"],
  ["desk-looked-up", "desk-opened", "wide"],
  ["desk-consultation", "desk-consultation", "wide"],
  ["desk-wrap-up", "desk-wrap-up", "wide"],
  ["desk-no-microphone", "desk-no-microphone", "wide"],
  ["desk-taken-over", "desk-taken-over", "wide"],
  ["desk-narrow", "desk", "narrow"],
  ["desk-zoom", "desk", "zoom"],
  ["emergency", "emergency", "wide"],
  ["floor", "floor-chosen", "wide"],
  ["board", "board", "wide"],
  ["owed", "owed", "wide"],
  ["prompts", "prompts", "wide"],
  ["knowledge", "knowledge", "wide"],
  ["favourites", "favourites", "wide"],
  ["call", "call", "wide"],
  ["today", "today", "wide"],
  ["my-day", "my-day", "wide"],
  ["report", "report", "wide"],
];

const every = Object.keys(screens).flatMap((screen) =>
  Object.keys(sizes).map((size) => [`${screen}-${size}`, screen, size]),
);

const all = process.argv[2] === "--every";
const [folder, ...names] = process.argv.slice(all ? 3 : 2);
const pictures = (all ? every : kept).filter(
  ([name, screen]) => names.length === 0 || names.includes(all ? screen : name),
);

await mkdir(folder, { recursive: true });
const server = await createServer({
  configFile: "test/fake.config.ts",
  logLevel: "error",
  server: { port: 0, hmr: false },
});
await server.listen();
const { port } = server.httpServer.address();

const microphone = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"];
const open = (flags) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", ...flags],
  });
const browsers = { spoken: await open(microphone), silent: await open([]) };
const contexts = {};

for (const [name, screen, size] of pictures) {
  const {
    at,
    keys,
    silent,
    clicks,
    tab,
    ends,
    shows = ".deskFrame, .page, .floorGrid, .board table",
  } = screens[screen];
  const kind = silent ? "silent" : "spoken";
  contexts[kind + size] ??= await browsers[kind].newContext({ ...sizes[size], reducedMotion: "reduce" });
  const page = await contexts[kind + size].newPage();
  page.on("pageerror", (error) => process.stderr.write(`${name}: ${error.message}\n`));
  await page.goto(`http://127.0.0.1:${port}${at}`, { waitUntil: "commit" });
  await page.locator(shows).first().waitFor({ timeout: 120_000 });
  // The live connection stays open, so the network is never idle: what a page asked for is there when nothing says that it loads.
  await page.locator('[role="status"][aria-label^="Loading"]:visible').first().waitFor({ state: "detached" });
  await page.waitForTimeout(900);
  if (clicks) await page.getByText(clicks).first().click();
  if (tab) await page.getByRole("tab", { name: tab }).click();
  for (const key of keys) {
    // A word in small letters is typed, and what it finds is waited for.
    if (/^[a-z]{2,}$/.test(key)) {
      await page.keyboard.type(key);
      await page.getByRole("option").first().waitFor();
    } else await page.keyboard.press(key);
    await page.waitForTimeout(100);
  }
  if (ends) await page.getByRole("button", { name: ends, exact: true }).first().click();
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.close();
}
for (const browser of Object.values(browsers)) await browser.close();
await server.close();
process.exit();
