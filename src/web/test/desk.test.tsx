import { notifications } from "@mantine/notifications";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, expect, it, vi } from "vitest";
import { forgetDrafts } from "../src/dispositions/drafts";
import { queryClient } from "../src/foundation/queryClient";
import { type PhoneWarning, phone } from "../src/phone/phone";
import { asked, bodies } from "./askedFor";
import { rosa } from "./fake/people";
import { open, patience } from "./opened";

// There is no hub to connect to; the words of a lost server are tested by themselves.
vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

// jsdom has no microphone; what the phone says without one is tested with the phone.
const registered = { kind: "registered", call: "none", muted: false, held: false, testing: false, micLevel: 0 };
let warning: PhoneWarning | null = null;
let ringing = false;
vi.mock("../src/phone/phone", async (original) => ({
  ...(await original<typeof import("../src/phone/phone")>()),
  usePhone: () => ({ ...registered, ...(ringing && { call: "ringing" }), warning, words: "Phone ready" }),
}));

afterEach(() => {
  warning = null;
  ringing = false;
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  notifications.clean();
  forgetDrafts();
});

const desk = () => screen.findByRole("region", { name: "Current call" }, patience);

it("leads with the practice, shows a possible match by name only, and nothing else of the person", async () => {
  open("/desk", "agent1");

  expect(await screen.findByRole("heading", { name: "Bayview Eye" }, patience)).toBeTruthy();
  const person = screen.getByRole("region", { name: "Person" });
  expect(await within(person).findByRole("heading", { name: "Rosa Delgado" }, patience)).toBeTruthy();
  expect(within(person).getByText("Not verified")).toBeTruthy();
  expect(within(person).getAllByText(/^Hidden/)).toHaveLength(5);
  expect(document.title).toBe("Desk · Kindline");
});

it("the old page's address leads to the desk", async () => {
  const { router } = open("/my-calls", "agent1");

  await desk();

  expect(router.state.location.pathname).toBe("/desk");
});

it("asks for what a tab lists only while the tab is in front", async () => {
  const user = userEvent.setup();
  const known = (key: string[]) => queryClient.getQueriesData({ queryKey: key }).map(([, data]) => data !== undefined);
  open("/desk", "agent1");
  await waitFor(() => expect(known(["calls", "day"])).toEqual([true]), patience);
  expect([known(["owed"]), known(["calls", "list"]), known(["me", "phone"])]).toEqual([[false], [false], [false]]);

  await user.click(screen.getByRole("tab", { name: "Owed" }));

  await waitFor(() => expect(known(["owed"])).toEqual([true]), patience);
  expect(known(["calls", "list"])).toEqual([false]);
});

it("a whole call by keys alone: verify, hold, note, dispose and go on", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1");
  await screen.findByLabelText("Notes", {}, patience);
  await screen.findByText("Not verified", {}, patience);

  await user.keyboard("{Alt>}v{/Alt}2-14-80{Enter}");
  expect(bodies(state, /verify$/)).toEqual([]);
  expect(screen.getByText("Tick that the full name was said: Space, then Enter")).toBeTruthy();
  expect(screen.getByDisplayValue("2-14-80")).toBeTruthy();
  await user.keyboard(" {Enter}");
  expect(await screen.findByText("Verified 2 of 2", {}, patience)).toBeTruthy();
  await user.keyboard("{F9}");
  expect(await screen.findByRole("button", { name: /Resume/ }, patience)).toBeTruthy();
  await user.keyboard("{F9}");
  await screen.findByRole("button", { name: /^Hold/ }, patience);
  await user.keyboard("{Alt>}n{/Alt}Wants a later time{Alt>}8{/Alt}{Alt>}y{/Alt}{Alt>}x{/Alt}");
  await screen.findByText(/left$/, {}, patience);
  await user.keyboard("{Control>}{Enter}{/Control}");

  await waitFor(() => expect(state.agent.state).toBe("ready"), patience);
  expect(bodies(state, /wrap-up/).at(-1)).toMatchObject({
    notes: "Wants a later time",
    subjects: [{ patientId: "pt-1", disposition: "inbound.confirmed.pt-called-to-confirm" }],
    done: true,
    nextState: "ready",
  });
});

it("a disposition takes two presses from anywhere", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "wrapUp");
  await user.click(await screen.findByLabelText("Notes", {}, patience));
  await screen.findByRole("button", { name: /Existing patient/ }, patience);

  await user.keyboard("{Alt>}5{/Alt}{Control>}{Enter}{/Control}");

  await waitFor(() => expect(state.agent.call).toBeNull(), patience);
  const last = bodies(state, /wrap-up/).at(-1);
  expect(last).toMatchObject({ done: true, subjects: [{ disposition: "inbound.appointed.existing-patient" }] });
});

it("nobody becomes ready over notes that the server does not have", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "wrapUp");
  await user.type(await screen.findByLabelText("Notes", {}, patience), "Asked for Tuesday");
  const answering = globalThis.fetch;
  vi.stubGlobal("fetch", async (request: Request) =>
    request.url.includes("wrap-up") ? new Response("{}", { status: 503 }) : answering(request),
  );

  await user.keyboard("{Alt>}1{/Alt}{Control>}{Enter}{/Control}");
  expect(await screen.findByText("The server failed", {}, patience)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /^Wrap-up/ }));
  await user.click(await screen.findByRole("menuitem", { name: "Ready" }, patience));

  await screen.findByText("The server failed", {}, patience);
  expect(state.agent.state).toBe("wrapUp");
  expect(bodies(state, /agents\/me\/state/)).toEqual([]);
  expect(screen.getByDisplayValue("Asked for Tuesday")).toBeTruthy();
});

it("a call-back at a time that has passed is refused beside the field and never saved", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "wrapUp");
  await user.click(await screen.findByRole("button", { name: "Follow-up" }, patience));
  const form = within(await screen.findByRole("form", { name: "Follow-up" }, patience));
  const at = form.getByLabelText("Call back at");

  fireEvent.change(at, { target: { value: "2020-01-02T09:00" } });
  await user.click(form.getByRole("button", { name: "Done" }));
  expect(form.getByText("That time has passed. Choose a later one")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Follow-up" })).toBeTruthy();
  fireEvent.change(at, { target: { value: "2199-01-02T09:00" } });
  await user.click(form.getByRole("button", { name: "Done" }));

  await waitFor(() => expect(screen.queryByRole("form", { name: "Follow-up" })).toBeNull(), patience);
  expect(screen.getByRole("button", { name: "Call Jan 2, 09:00" })).toBeTruthy();
  await user.keyboard("{Alt>}1{/Alt}{Control>}{Enter}{/Control}");
  await waitFor(() => expect(state.agent.call).toBeNull(), patience);
  const kept = bodies(state, /wrap-up/).map((body) => (body as { followUp: { at: string } | null }).followUp?.at);
  expect(kept.at(-1)).toBe(new Date("2199-01-02T09:00").toISOString());
  expect(kept.filter((each) => each?.startsWith("2020"))).toEqual([]);
});

it("a missing disposition is said once, without a name, and then left to the agent", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "wrapUp");
  await screen.findByLabelText("Notes", {}, patience);

  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("No disposition is chosen. Press again to save without", {}, patience)).toBeTruthy();
  expect(bodies(state, /wrap-up/).some((body) => (body as { done?: boolean }).done)).toBe(false);
  await user.keyboard("{Control>}{Enter}{/Control}");

  await waitFor(() => expect(state.agent.state).toBe("ready"), patience);
});

it("the key of the knowledge leads to its search, so that a word typed next finds a card", async () => {
  const user = userEvent.setup();
  open("/desk", "agent1", "verified");
  await screen.findByRole("article", { name: "Parking", hidden: true }, patience);

  await user.keyboard("{Alt>}g{/Alt}fax");

  expect(screen.getByRole("searchbox", { name: "Search the knowledge cards" })).toBe(document.activeElement);
  expect(screen.getByRole("article", { name: "Fax number" })).toBeTruthy();
  expect(screen.queryByRole("article", { name: "Parking" })).toBeNull();
});

it("visits stand at the practice's time, wherever the agent sits", async () => {
  open("/desk", "agent1", "verified");
  const person = await screen.findByRole("region", { name: "Person" }, patience);
  const { nextAppointment } = rosa;

  const there = new Intl.DateTimeFormat("en-US", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "America/Chicago",
  });
  const time = there.format(new Date(nextAppointment?.at ?? 0));
  expect(await within(person).findByText(new RegExp(`${time}, Cataract consultation`), {}, patience)).toBeTruthy();
});

it("a person who comes up while notes are written takes no focus", async () => {
  const user = userEvent.setup();
  open("/desk", "agent1", "several");
  await user.click(await screen.findByRole("button", { name: /Rosa Delgado/ }, patience));
  const notes = screen.getByLabelText("Notes");
  notes.focus();

  await screen.findByLabelText("Date of birth, as said", {}, patience);

  expect(document.activeElement).toBe(notes);
});

it("a consultation is asked for by Enter and completed from the bar", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "verified");
  await desk();

  await user.keyboard("{Alt>}t{/Alt}Robin");
  await screen.findByRole("option", { name: /Robin Hale/ }, patience);
  await user.keyboard("{Enter}");

  await asked(state, /transfer$/);
  expect(bodies(state, /transfer$/)).toEqual([{ agent: "agent2", consult: true }]);
  expect(await screen.findByText(/Ringing Robin Hale/, {}, patience)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Back to caller" }));
  await asked(state, /transfer\/cancel$/);
});

it("a transfer that comes back says from whom and why", async () => {
  open("/desk", "agent1", "returned");

  const bar = await desk();

  expect(await within(bar).findByText(/Robin Hale: did not answer/, {}, patience)).toBeTruthy();
});

it("what is wrong with the audio is said at once, and hides no way out of a consultation", async () => {
  warning = { code: "headsetPulled", words: "Headset pulled: they cannot hear you" };
  open("/desk", "agent1", "consultTalking");

  const bar = await desk();

  expect(await within(bar).findByText(/Headset pulled/, {}, patience)).toBeTruthy();
  expect(within(bar).getByRole("button", { name: "Back to caller" })).toBeTruthy();
});

it("the emergency key takes two presses and then shows where the caller is", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "verified");
  await desk();

  await user.keyboard("{Alt>}9{/Alt}");
  expect(await screen.findByRole("alertdialog", { name: "Emergency" }, patience)).toBeTruthy();
  expect(bodies(state, /emergency$/)).toEqual([]);
  await user.keyboard("{Alt>}9{/Alt}");

  expect(await screen.findByText("A supervisor is being brought in", {}, patience)).toBeTruthy();
  expect(within(screen.getByRole("alertdialog")).getByText(/1802 Alder Street/)).toBeTruthy();
});

it.each(["/desk", "/calls"])(
  "at %s F2 answers a phone that rings before the server's word of the call is here",
  async (at) => {
    const user = userEvent.setup();
    const answered = vi.spyOn(phone, "answer");
    ringing = true;
    open(at, "agent1", "idle");
    await screen.findByRole("button", { name: /^Answer/ }, patience);

    await user.keyboard("{F2}");

    expect(answered).toHaveBeenCalledOnce();
    expect(document.activeElement?.id).not.toBe("desk-dial");
  },
);

it("while a call rings nothing is asked that is not the agent's to read yet; the greeting stands there already", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "ringing");
  const answering = globalThis.fetch;
  const refused: string[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const answer = await answering(request);
    if (answer.status === 404) refused.push(request.url);
    return answer;
  });

  expect(await screen.findByText(/Thank you for calling Bayview Eye/, {}, patience)).toBeTruthy();
  await user.keyboard("{F2}");
  await screen.findByLabelText("Notes", {}, patience);

  expect(state.agent.state).toBe("onCall");
  expect(refused).toEqual([]);
});

it("a dead control says why instead of doing nothing", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "idle");
  const hold = await screen.findByRole("button", { name: /^Hold/ }, patience);

  await user.click(hold);
  await user.keyboard("{F8}");

  expect(hold.getAttribute("aria-description")).toBe("There is no call");
  expect(
    await screen.findByText("There is no call", { selector: ".mantine-Notification-description" }, patience),
  ).toBeTruthy();
  expect(bodies(state, /calls/)).toEqual([]);
});

it("a message on the screen has no barrier that axe can find", async () => {
  const user = userEvent.setup();
  const { container } = open("/desk", "agent1", "idle");
  await desk();

  await user.keyboard("{F8}");
  await screen.findByText("There is no call", { selector: ".mantine-Notification-description" }, patience);

  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

it("a desk opened at another place says so, hides the call, and can be taken back", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1");
  await desk();
  await asked(state, /me\/desk$/);

  state.agent.deskId = "another";
  await queryClient.invalidateQueries({ queryKey: ["me"] });
  expect(await screen.findByText("Your desk was opened at another place.", {}, patience)).toBeTruthy();
  expect(screen.queryByText("Rosa Delgado")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Take it back" }));

  expect(await desk()).toBeTruthy();
  expect(bodies(state, /me\/desk$/)).toHaveLength(2);
});

it("where the agent sits is asked between calls and said once", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "where");

  await user.click(await screen.findByRole("button", { name: "Here" }, patience));

  await waitFor(() => expect(screen.queryByText("Where do you sit today?")).toBeNull(), patience);
  expect(bodies(state, /location$/)).toEqual([{ address: "Suite 210, 400 Congress Avenue, Austin", state: "TX" }]);
});

it("a number that cannot exist is not called, and 911 says whose place it reaches", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "idle");
  await desk();

  await user.keyboard("{F2}555-0100{Enter}");
  expect(await screen.findByText(/not a number that can be called/, {}, patience)).toBeTruthy();
  await user.clear(screen.getByLabelText("Call a number", { selector: "input" }));
  await user.keyboard("911");
  expect(await screen.findByText(/400 Congress Avenue/, {}, patience)).toBeTruthy();
  await user.keyboard("{Enter}");

  await asked(state, /\/api\/calls$/);
  expect(bodies(state, /\/api\/calls$/)).toEqual([{ to: "911" }]);
});

it.each(["idle", "talking", "several", "verified", "people", "consultTalking", "locked", "wrapUp", "emergency"])(
  "the scene %s has no barrier that axe can find",
  async (scene) => {
    const { container } = open("/desk", "agent1", scene);
    await desk();
    await screen.findByRole("region", { name: "Person" });
    await waitFor(() => expect(screen.queryByRole("status", { name: /^Loading/ })).toBeNull(), patience);

    const rules = { "color-contrast": { enabled: false } };
    const { violations } = await axe.run(container, { rules });

    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`)).toEqual([]);
  },
);
