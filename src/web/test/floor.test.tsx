import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { FloorAgent } from "../src/api/types";
import { halfHours } from "../src/floor/day";
import { inOrder, sorted } from "../src/floor/order";
import { alertWords } from "../src/floor/words";
import { floor } from "./fake/floor";
import { open, patience } from "./opened";

// There is no hub to connect to.
vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => vi.unstubAllGlobals());

const table = () => screen.findByRole("listbox", { name: "Agents by state" }, patience);

it("shows queues, agents in rows, and what is wrong", async () => {
  open("/floor", "supervisor");

  expect(within(await table()).getAllByRole("option")).toHaveLength(30);
  expect(screen.getByText("61 % 30 min")).toBeTruthy();
  expect(screen.getByText("Appointments: somebody waits and nobody is ready")).toBeTruthy();
  expect(screen.getByText("Long hold")).toBeTruthy();
});

it("the filter of the team stands in the address and narrows agents and their alerts", async () => {
  open("/floor?team=t-spanish", "supervisor");

  expect(within(await table()).getAllByRole("option")).toHaveLength(8);
  expect(screen.queryByText(/Lee Novak: phone lost/)).toBeNull();
});

it("names who sounds poor, and the trunk where that is to blame", () => {
  const named = { kind: "poorSound", queue: null, agent: { id: "a", name: "Ana Ruiz" }, limit: 3.1 };

  expect(alertWords(named)).toBe("Ana Ruiz: their own sound is poor");
  expect(alertWords({ ...named, kind: "poorCaller" })).toBe("Ana Ruiz: the caller's sound is poor");
  expect(alertWords({ kind: "poorTrunk", queue: null, agent: null, limit: 3.1, trunk: "north" })).toBe(
    "Trunk north: many callers sound poor",
  );
});

it("a slash in the table goes to the search, a slash elsewhere is a slash", async () => {
  open("/floor", "supervisor");
  const list = await table();

  fireEvent.keyDown(document.body, { key: "/" });
  expect(document.activeElement?.getAttribute("aria-label")).not.toBe("Find an agent");
  list.focus();
  await userEvent.keyboard("/");

  expect(document.activeElement?.getAttribute("aria-label")).toBe("Find an agent");
});

it("the arrows choose an agent, who stands at the right in initials only", async () => {
  open("/floor", "supervisor");
  const list = await table();

  list.focus();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");

  const chosen = within(screen.getByRole("region", { name: "Chosen agent" }));
  expect(await chosen.findByText(/about M\. G\./)).toBeTruthy();
});

it("rows stay where they are when states change, and a newcomer stands at the end", () => {
  const before = floor().agents;
  const order = sorted(before);
  const changed = before.map((agent) => (agent.id === order[0] ? { ...agent, state: "ready" as const } : agent));

  const newcomer = { ...changed[3], id: "new", name: "Aaron New" } as FloorAgent;
  const rows = inOrder([newcomer, ...changed], order).map((agent) => agent.id);

  expect(rows).toEqual([...order, "new"]);
});

it("the day by half hours adds practices up and has a dash where no plan is", () => {
  const one = { practice: "a", counts: [{ index: 18, received: 3, handled: 2 }], planned: [] };

  const nine = halfHours([one, { ...one, practice: "b" }]).find((half) => half.index === 18);

  expect(nine).toEqual({ index: 18, received: 6, handled: 4, planned: null });
});

it("the board has numbers of queues and nobody's name", async () => {
  const { container } = open("/board", "supervisor");

  expect(await screen.findByText("Appointments", {}, patience)).toBeTruthy();
  expect(screen.getByText("78 %")).toBeTruthy();
  expect(container.textContent).not.toContain("Morgan");
});

it("an agent sees colleagues but may not read whom a call is about", async () => {
  open("/floor", "agent1");

  await userEvent.click(within(await table()).getByText("Alex Morgan"));

  expect(screen.getByRole("heading", { name: "Alex Morgan" })).toBeTruthy();
  expect(screen.queryByText(/about M\. G\./)).toBeNull();
});

it("keys of the table listen, barge in at the second press only, and undo the last move", async () => {
  const { state } = open("/floor", "supervisor");
  const list = await table();
  const asked = () => state.asked.map(({ what, body }) => [what, body]);
  await userEvent.click(within(list).getByText("Alex Morgan"));
  list.focus();

  await userEvent.keyboard("l");
  await userEvent.keyboard("b");
  expect(asked()).toEqual([["POST /api/floor/agents/agent1/coach", { mode: "listen" }]]);
  await userEvent.keyboard("b");
  expect(asked()[1]).toEqual(["POST /api/floor/agents/agent1/coach", { mode: "barge" }]);

  await userEvent.keyboard("m");
  await userEvent.click(await screen.findByRole("combobox", { name: "To" }));
  await userEvent.click(await screen.findByRole("option", { name: "Billing" }));
  await userEvent.click(screen.getByRole("button", { name: "Move Alex Morgan" }));
  list.focus();
  await userEvent.keyboard("{Control>}z{/Control}");

  expect(asked().slice(2)).toEqual([
    ["POST /api/floor/moves", { agents: ["agent1"], to: "q-billing", percent: 80, heldMinutes: 10 }],
    ["POST /api/floor/moves/m-1/undo", {}],
  ]);
});

it.each([
  ["m", "combobox", "From"],
  ["s", "button", "Break"],
])("the key %s of the table opens a form with the focus in it, and Escape gives it back", async (key, role, name) => {
  const { state } = open("/floor", "supervisor");
  const list = await table();
  await userEvent.click(within(list).getByText("Alex Morgan"));
  list.focus();

  await userEvent.keyboard(key);
  const first = screen.getByRole(role, { name });
  expect(document.activeElement).toBe(first);
  await userEvent.keyboard("{Escape}");

  expect(screen.queryByRole(role, { name })).toBeNull();
  expect(document.activeElement).toBe(list);
  expect(state.asked).toEqual([]);
});

it("Escape in an open list closes the list, not the form around it", async () => {
  open("/floor", "supervisor");
  const list = await table();
  await userEvent.click(within(list).getByText("Alex Morgan"));
  list.focus();

  await userEvent.keyboard("m{ArrowDown}");
  const from = screen.getByRole("combobox", { name: "From" });
  expect(from.getAttribute("aria-expanded")).toBe("true");
  await userEvent.keyboard("{Escape}");

  expect(document.activeElement).toBe(from);
  expect(from.getAttribute("aria-expanded")).toBe("false");
});

it("letters outside the table do nothing", async () => {
  const { state } = open("/floor", "supervisor");
  await userEvent.click(within(await table()).getByText("Alex Morgan"));

  fireEvent.keyDown(document.body, { key: "l" });

  expect(state.asked).toEqual([]);
});

it.each(["150", "", "0"])("a limit of %j is refused beside its field as it was typed, and not saved", async (typed) => {
  const { state } = open("/settings", "supervisor");
  const card = within(await screen.findByRole("form", { name: "Floor of Bayview Eye" }, patience));
  const percent = card.getByRole("textbox", { name: "Low service level, %" });

  await userEvent.clear(percent);
  await userEvent.type(percent, `${typed}{Tab}`);

  expect(card.getByText("from 1 to 100")).toBeTruthy();
  expect((percent as HTMLInputElement).value).toBe(typed);
  expect(card.getByRole("button", { name: "Save" }).hasAttribute("disabled")).toBe(true);
  await userEvent.type(percent, "{Enter}");
  expect(state.asked).toEqual([]);
});

it("the limits of a practice's floor are changed on the settings page", async () => {
  const { state } = open("/settings", "supervisor");
  const card = within(await screen.findByRole("form", { name: "Floor of Bayview Eye" }, patience));
  const save = card.getByRole("button", { name: "Save" });
  expect(save.hasAttribute("disabled")).toBe(true);

  await userEvent.clear(card.getByRole("textbox", { name: "Many waiting" }));
  await userEvent.type(card.getByRole("textbox", { name: "Many waiting" }), "9");
  await userEvent.click(card.getByRole("switch", { name: "Agents are told of who only listens" }));
  await userEvent.click(save);

  await vi.waitFor(() => expect(state.asked.at(-1)?.what).toBe("PUT /api/floor/thresholds/p-bayview"));
  expect(state.asked.at(-1)?.body).toMatchObject({ waiting: 9, showsListening: true, percent: 80 });
});
