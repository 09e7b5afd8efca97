import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { certaintyWords, isChoice, suggested, taken } from "../src/patients/duplicates/pairWords";
import { open, patience } from "./opened";

vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => vi.unstubAllGlobals());

const axeRules = { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } };
const table = async () => within(await screen.findByRole("region", { name: "The two records" }, patience));
const queue = () => within(screen.getByRole("list", { name: "Pairs" })).getAllByRole("button");

describe("the words of a pair", () => {
  it("promise no more than was computed", () => {
    expect(certaintyWords("certain", 0.99972)).toBe("Almost certainly one person, 99.9 %");
    expect(certaintyWords("likely", 0.9)).toBe("Likely one person, 90 %");
    expect(certaintyWords("unlikely", 0.1)).toBe("Unlikely one person, 10 %");
  });

  it("take of the record that goes what was picked there, and of equal or empty values nothing", () => {
    const line = (choice: string, one: string, other: string) => ({ choice, label: choice, one, other, agrees: "" });
    const lines = [line("lastName", "a", "b"), line("plan", "c", "c"), line("email", "", "d"), line("mrn", "e", "f")];

    expect(lines.map(isChoice)).toEqual([true, false, false, true]);
    expect(taken(lines, "one", { lastName: "other", plan: "other", email: "other" })).toEqual(["lastName"]);
    expect(taken(lines, "other", { lastName: "one" })).toEqual(["lastName"]);
  });

  it("suggest the record on which more hangs", () => {
    const record = (contacts: number, visits: number) => ({ contacts, visits });
    const of = (one: object, other: object) => suggested({ one, other } as Parameters<typeof suggested>[0]);

    expect([of(record(1, 1), record(0, 3)), of(record(1, 1), record(2, 0))]).toEqual(["other", "one"]);
  });
});

describe("the duplicates page", () => {
  it("compares two records that somebody takes for one person's", async () => {
    const { container, state } = open("/duplicates", "supervisor");
    await table();

    await userEvent.click(screen.getByRole("button", { name: "Compare two records" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Compare two records" }, patience));
    expect(dialog.getByRole("button", { name: "Compare" }).hasAttribute("disabled")).toBe(true);
    for (const label of ["One record", "The other record"]) {
      await userEvent.type(dialog.getByRole("combobox", { name: label }), "rosa");
      await userEvent.click(await screen.findByRole("option", { name: /^Rosa Delgado/ }, patience));
    }
    await userEvent.click(dialog.getByRole("button", { name: "Compare" }));

    await screen.findByRole("button", { name: "Back to all pairs" }, patience);
    await table();
    expect(state.asked.some((each) => each.what === "POST /api/duplicates")).toBe(true);
    expect((await axe.run(container, axeRules)).violations).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Back to all pairs" }));
    expect(queue().length).toBeGreaterThan(0);
  });

  it("shows the likeliest pair side by side, with what differs in words, and no barrier that axe can find", async () => {
    const { container } = open("/duplicates", "supervisor");

    const row = within((await table()).getByRole("row", { name: /^Last name/ }));
    expect(row.getByText("Alike")).toBeTruthy();
    expect(within((await table()).getByRole("row", { name: /^Telephone/ })).getByText("All are kept")).toBeTruthy();
    expect(screen.getAllByText("Almost certainly one person, 99.9 %")).toHaveLength(2);
    expect(queue()[0]?.getAttribute("aria-current")).toBe("true");
    expect(document.title).toBe("Duplicates · Kindline");
    expect((await axe.run(container, axeRules)).violations).toEqual([]);
  });

  it("merges by keys alone, after a question, and takes it back", async () => {
    // What the keys of a radio group are found by, and jsdom has not.
    vi.stubGlobal("CSS", { escape: (text: string) => text });
    const { state } = open("/duplicates", "supervisor");
    const records = await table();
    // The second record has more contacts, so it stays; its last name is the wrong one.
    expect((records.getByRole("radio", { name: "Second record stays" }) as HTMLInputElement).checked).toBe(true);
    records.getByRole("radio", { name: /^Last name Hinojoza/ }).focus();
    await userEvent.keyboard("{ArrowLeft}");
    screen.getByRole("button", { name: "Merge" }).focus();
    await userEvent.keyboard("{Enter}");
    const question = await screen.findByRole("dialog", { name: "Merge these two records?" }, patience);
    expect(document.activeElement?.textContent).toBe("Keep both");
    expect((await axe.run(question, axeRules)).violations).toEqual([]);
    await userEvent.keyboard("{Tab}{Enter}");

    expect(await screen.findByText("Merged into one record", {}, patience)).toBeTruthy();
    expect(state.asked.at(-1)).toEqual({
      what: "POST /api/duplicates/d-1/merge",
      body: { survivor: "pt-1-other", take: ["lastName"] },
    });
    await waitFor(() => expect(queue()).toHaveLength(1), patience);
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(queue()).toHaveLength(2), patience);
    expect(state.asked.at(-1)?.what).toBe("POST /api/duplicates/d-1/unmerge");
  });

  it("keeps two people apart and takes that back from their list", async () => {
    const { state } = open("/duplicates", "supervisor");
    await table();
    await userEvent.click(queue()[1] as HTMLElement);
    await waitFor(async () => expect((await table()).getByText("Changed places")).toBeTruthy(), patience);
    await userEvent.click(screen.getByRole("button", { name: "Not the same person" }));

    expect(await screen.findByText("Decided: two people", {}, patience)).toBeTruthy();
    expect(state.asked.at(-1)?.what).toBe("POST /api/duplicates/d-2/keep-apart");
    await userEvent.click(screen.getByText("Two people"));
    await userEvent.click(await screen.findByRole("button", { name: "Put back into the queue" }, patience));
    expect(await screen.findByText(/^No pair has been decided/, {}, patience)).toBeTruthy();
  });

  it("undoes a merge from the list of merged ones", async () => {
    const { state } = open("/duplicates", "supervisor");
    await table();
    await userEvent.click(screen.getByRole("button", { name: "Merge" }));
    await userEvent.click(
      within(await screen.findByRole("dialog", {}, patience)).getByRole("button", { name: "Merge" }),
    );
    await screen.findByText("Merged into one record", {}, patience);
    await userEvent.click(screen.getByText("Merged"));

    expect(await screen.findByText("Merged: the second record stays", {}, patience)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Undo the merge" }));
    expect(await screen.findByText("Nothing has been merged yet.", {}, patience)).toBeTruthy();
    expect(state.asked.at(-1)?.what).toBe("POST /api/duplicates/d-1/unmerge");
  });

  it.each([
    [200, { items: [], total: 0 }, /^Nobody seems to be registered twice/],
    [500, {}, /could not be loaded/],
  ])("says so when there is none, or they cannot be read, %#", async (status, body, words) => {
    open("/duplicates", "supervisor");
    const real = globalThis.fetch;
    vi.stubGlobal("fetch", (request: Request) =>
      request.url.includes("/api/duplicates")
        ? Promise.resolve(new Response(JSON.stringify(body), { status }))
        : real(request),
    );

    expect(await screen.findByText(words, {}, patience)).toBeTruthy();
  });

  it("says why the server refused", async () => {
    open("/duplicates", "supervisor");
    await table();
    const real = globalThis.fetch;
    vi.stubGlobal("fetch", (request: Request) =>
      request.url.endsWith("/merge")
        ? Promise.resolve(
            new Response(JSON.stringify({ title: "One of the two is in a call just now." }), { status: 409 }),
          )
        : real(request),
    );
    await userEvent.click(screen.getByRole("button", { name: "Merge" }));
    await userEvent.click(
      within(await screen.findByRole("dialog", {}, patience)).getByRole("button", { name: "Merge" }),
    );

    expect(await screen.findByText("One of the two is in a call just now.", {}, patience)).toBeTruthy();
    expect(queue()).toHaveLength(2);
  });

  it("is no part of an agent's work", async () => {
    open("/duplicates", "agent1");

    expect(await screen.findByText(/not part of your role/, {}, patience)).toBeTruthy();
  });
});
