import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { BulkChange } from "../src/api/types";
import { leftOutWords, outcomesOf, shareOf, stateWords, valueWords } from "../src/lists/bulk/bulkWords";
import { open, patience } from "./opened";

vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => vi.unstubAllGlobals());

const axeRules = { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } };
const button = (name: string | RegExp) => screen.findByRole("button", { name }, patience);
const table = async (name: string) => within(await screen.findByRole("region", { name }, patience));
const rows = async (name: string) =>
  (await table(name))
    .getAllByRole("row")
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent).join("|"));

/** Opens the select with this label and takes the option. */
async function choose(label: string, option: string) {
  await userEvent.click(await screen.findByRole("combobox", { name: label }, patience));
  await userEvent.click(await screen.findByRole("option", { name: option, hidden: true }, patience));
}

describe("the words of a bulk change", () => {
  const change = (more: Partial<BulkChange>) =>
    ({ people: 10, changed: 6, same: 1, leftOut: 1, restored: 0, kept: 0, undoneBy: null, ...more }) as BulkChange;

  it.each([
    ["running", {}, "Under way: 8 of 10 people", 80],
    ["stopped", {}, "Stopped: 8 of 10 people", 80],
    ["undoing", { restored: 2, kept: 1 }, "Being undone: 3 of 6 people", 50],
    ["stopped", { restored: 2, undoneBy: "Robin Hale" }, "Undo stopped: 2 of 6 people", 80],
    ["undone", { restored: 6 }, "Undone", 80],
    ["undone", { restored: 5, kept: 1 }, "Undone, but for 1 person", 80],
  ] as const)("say how far it is, %s", (state, more, words, share) => {
    expect([stateWords(change({ state, ...more })), shareOf(change({ state, ...more }))]).toEqual([words, share]);
  });

  it("count each person once", () => {
    expect(outcomesOf(change({ restored: 4, kept: 1 })).map((each) => `${each.outcome} ${each.count}`)).toEqual([
      "changed 1",
      "restored 4",
      "kept 1",
      "leftOut 1",
      "same 1",
      "waiting 2",
    ]);
  });

  it("say values and reasons as a person reads them", () => {
    expect([valueWords("language", "es"), valueWords("status", "inactive"), valueWords("source", null)]).toEqual([
      "Spanish",
      "Inactive",
      "nothing",
    ]);
    expect(
      leftOutWords(1_001, [
        { why: "deceased", count: 1_000 },
        { why: "merged", count: 1 },
      ]),
    ).toBe("1,001 people are left out: 1,000 reported to have died, 1 merged with another record");
  });
});

describe("changing people of a list", () => {
  it("takes who is chosen by keyboard, shows what would change, and starts with a reason", async () => {
    const { container, state, router } = open("/lists?list=l-1", "supervisor");
    (await screen.findByRole("checkbox", { name: "Choose Rosa Delgado" }, patience)).focus();
    await userEvent.keyboard(" ");
    await screen.findByText("1 person chosen.", {}, patience);
    await userEvent.click(await button("Change people"));

    expect(
      (await screen.findByRole("radio", { name: "Those who are chosen: 1 person" }, patience)).hasAttribute("checked"),
    ).toBe(true);
    await choose("What is changed", "Language");
    expect((await button("Preview")).hasAttribute("disabled")).toBe(true);
    await choose("To what", "Spanish");
    expect((await axe.run(container, axeRules)).violations).toEqual([]);
    await userEvent.click(await button("Preview"));

    await screen.findByText(
      "2 people will change. 1 person is so already. 1 person is left out: 1 reported to have died.",
      {},
      patience,
    );
    expect(await rows("Who is left out")).toEqual(["Sean O'Hara|Mar 14, 1986|nothing|reported to have died"]);
    expect((await axe.run(container, axeRules)).violations).toEqual([]);
    expect((await button("Change 2 people")).hasAttribute("disabled")).toBe(true);
    await userEvent.type(screen.getByRole("textbox", { name: /Why/ }), "Asked for by the practice");
    await userEvent.click(await button("Change 2 people"));

    await waitFor(() => expect(router.state.location.href).toBe("/lists/changes?change=b-new"), patience);
    expect(state.asked.find((each) => each.what === "POST /api/bulk-changes")?.body).toEqual({
      list: "l-1",
      people: ["pt-1"],
      field: "language",
      value: "es",
      reason: "Asked for by the practice",
      seen: "as-it-was",
    });
  });

  it("is looked at again where it has changed since, with what was typed", async () => {
    const { state } = open("/lists?list=l-1", "supervisor");
    await userEvent.click(await button("Change people"));
    expect(
      (await screen.findByRole("radio", { name: "Everybody on the list: 4 people" }, patience)).hasAttribute("checked"),
    ).toBe(true);
    await choose("What is changed", "Status");
    await choose("To what", "Inactive");
    await userEvent.click(await button("Preview"));
    await userEvent.type(await screen.findByRole("textbox", { name: /Why/ }, patience), "Not seen for years");
    await userEvent.click(await button("Change 2 people"));

    await screen.findByText(/^Since you looked/, {}, patience);
    await userEvent.click(await button("Look again"));
    await waitFor(() => expect(screen.queryByText(/^Since you looked/)).toBeNull(), patience);
    await userEvent.click(await button("Change 2 people"));

    await screen.findByRole("heading", { name: "Status: Inactive" }, patience);
    const started = state.asked.filter((each) => each.what === "POST /api/bulk-changes");
    expect(started.map((each) => (each.body as { seen: string }).seen)).toEqual(["as-it-was", "anew"]);
    expect(started[0]?.body).toMatchObject({ people: null });
  });

  it("assigns accounts to an agent by name", async () => {
    const { state } = open("/lists?list=l-1", "supervisor");
    await userEvent.click(await button("Change people"));
    await choose("What is changed", "Assigned to");
    await choose("To what", "Ana Ruiz");
    await userEvent.click(await button("Preview"));

    await screen.findByText("Assigned to: Ana Ruiz", {}, patience);
    expect(state.asked.find((each) => each.what === "POST /api/bulk-changes/preview")?.body).toMatchObject({
      field: "assignedTo",
      value: "a-1",
    });
  });

  it("offers do not call without a value, and an empty value where there may be none", async () => {
    const { state } = open("/lists?list=l-1", "supervisor");
    await userEvent.click(await button("Change people"));
    await choose("What is changed", "Asked not to be called");
    expect(screen.queryByRole("combobox", { name: "To what" })).toBeNull();
    await userEvent.click(await button("Preview"));
    await userEvent.click(await button("Back"));
    await choose("What is changed", "Source");
    await screen.findByText("Without a value, what stands there is taken out.", {}, patience);
    await userEvent.click(await button("Preview"));

    await button("Back");
    const asked = state.asked.filter((each) => each.what === "POST /api/bulk-changes/preview").map((each) => each.body);
    expect(asked).toMatchObject([
      { field: "doNotCall", value: "yes" },
      { field: "source", value: null },
    ]);
  });
});

describe("the page of bulk changes", () => {
  it("shows one under way, stops it and has it go on", async () => {
    const { container } = open("/lists/changes?change=b-1", "supervisor");

    await screen.findByRole("progressbar", { name: "Under way: 4,000 of 10,000 people" }, patience);
    expect(document.title).toBe("Bulk changes · Kindline");
    expect((await axe.run(container, axeRules)).violations).toEqual([]);
    await userEvent.click(await button("Stop"));
    await userEvent.click(await button("Go on"));

    await waitFor(() => expect(screen.queryByRole("button", { name: "Go on" })).toBeNull(), patience);
  });

  it("undoes one after saying what that does, and tells who was left and why", async () => {
    const { container, state } = open("/lists/changes", "supervisor");
    const [first] = (await table("All bulk changes")).getAllByRole("button", { name: "Status: Inactive" }).slice(1);
    await userEvent.click(first as HTMLElement);
    expect(await rows("Changed")).toEqual([
      "Rosa Delgado|Mar 14, 1959|Active|Inactive",
      "Luis Marlow|Mar 14, 1968|Active|Inactive",
    ]);
    await userEvent.click(await button("Undo"));
    const dialog = within(await screen.findByRole("dialog", {}, patience));
    expect(dialog.getByText(/^380 people get back what they had before/)).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: "Undo it" }));

    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull(), patience);
    await userEvent.click(await screen.findByRole("radio", { name: "Left by the undo: 1" }, patience));
    expect(await rows("Left by the undo")).toEqual([
      "Luis Marlow|Mar 14, 1968|Active|changed by somebody in the meantime",
    ]);
    expect(state.asked.some((each) => each.what === "POST /api/bulk-changes/b-2/undo")).toBe(true);
    expect((await axe.run(container, axeRules)).violations).toEqual([]);
  });

  it("says that a second person is wanted", async () => {
    open("/lists/changes?change=b-4", "supervisor");

    await screen.findByText(/which wants two persons/, {}, patience);
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });

  it("is no part of an agent's work", async () => {
    open("/lists/changes", "agent1");

    expect(await screen.findByText(/not part of your role/, {}, patience)).toBeTruthy();
  });
});
