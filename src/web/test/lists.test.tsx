import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ConditionKind } from "../src/api/types";
import { cellWords, conditionWords, isStale, isWhole, withVerb } from "../src/lists/listWords";
import { open, patience } from "./opened";

vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => vi.unstubAllGlobals());

const axeRules = { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } };
const table = async (name: string) => within(await screen.findByRole("region", { name }, patience));
const names = async () =>
  (await table("People on the list")).getAllByRole("rowheader").map((header) => header.textContent);
const button = (name: string | RegExp) => screen.findByRole("button", { name }, patience);

describe("the words of a list", () => {
  const kind = (on: string, shape: ConditionKind["shape"], label: string): ConditionKind => ({
    on,
    shape,
    label,
    group: "",
    verbs: [],
    choices: [],
  });
  const encounter = kind("lastEncounter", "day", "Last encounter");

  it.each([
    [
      { on: "lastEncounter", is: "longerAgo", count: 12, unit: "months" },
      encounter,
      "Last encounter was longer ago than 12 months",
    ],
    [{ on: "lastEncounter", is: "unknown" }, encounter, "Last encounter never was"],
    [{ on: "lastEncounter", is: "between", from: "2026-01-31" }, encounter, "Last encounter was from Jan 31, 2026 on"],
    [{ on: "balance", is: "between", to: "12.5" }, kind("balance", "money", "Balance"), "Balance is from up to $12.5"],
    [{ on: "age", is: "between", from: "65", to: "80" }, kind("age", "number", "Age"), "Age is from 65 to 80"],
    [{ on: "mobile", is: "no" }, kind("mobile", "flag", "Has a mobile number"), "Not: has a mobile number"],
    [
      { on: "wishes", is: "any", values: ["noTexts", "noMail"] },
      kind("wishes", "choice", "Wishes"),
      "Wishes has one of Send no texts or Send no letters",
    ],
    [{ on: "language", is: "none", values: ["es"] }, kind("language", "words", "Language"), "Language is not Spanish"],
  ] as const)("say a condition, %#", (condition, of, words) => {
    expect(conditionWords(condition as never, of)).toBe(words);
  });

  it("keep of a condition what the new verb has a use for", () => {
    const span = withVerb({ on: "lastContact", is: "longerAgo", count: 3, unit: "weeks" }, "withinLast");

    expect(span).toEqual({ on: "lastContact", is: "withinLast", count: 3, unit: "weeks" });
    expect(withVerb(span, "unknown")).toEqual({ on: "lastContact", is: "unknown" });
    expect(isWhole(withVerb(span, "between"))).toBe(false);
  });

  it("say cells by their kind, times by the practice's clock, and how old is too old", () => {
    const column = (of: Parameters<typeof cellWords>[1]["kind"]) => ({ key: "x", title: "X", kind: of });

    expect(cellWords("2026-01-01T03:30:00Z", column("instant"), "America/Chicago")).toBe("Dec 31, 2025, 21:30");
    expect(cellWords(12_550, column("money"), "UTC")).toBe("$125.50");
    expect(cellWords("notActive", column("word"), "UTC")).toBe("Not active");
    expect(cellWords(undefined, column("day"), "UTC")).toBe("–");
    expect(
      [240_000, 360_000].map((age) => isStale(new Date(1_000_000_000_000 - age).toISOString(), 1_000_000_000_000)),
    ).toEqual([false, true]);
  });
});

describe("the lists page", () => {
  it("shows one's own and shared lists, and no barrier that axe can find", async () => {
    const { container } = open("/lists", "supervisor");

    const lists = await table("Lists");
    expect(lists.getByRole("row", { name: /Overdue for an eye exam.*You The practice/ })).toBeTruthy();
    expect(document.title).toBe("Lists · Kindline");
    expect((await axe.run(container, axeRules)).violations).toEqual([]);
  });

  it("opens a list: what it asks in words, who is on it, how old that is, sorted by a heading", async () => {
    const { container, router, state } = open("/lists?list=l-1", "supervisor");

    expect(await names()).toEqual(["Ida Salas VIP", "Luis Marlow", "Rosa Delgado", "Sean O'Hara"]);
    await screen.findByText(
      "Bayview Eye. Last encounter was longer ago than 12 months; and status is Active; and next appointment is not within the next 4 weeks.",
      {},
      patience,
    );
    expect(screen.getByText(/^As of \d\d:\d\d/)).toBeTruthy();
    expect(document.title).toBe("List · Kindline");
    expect((await axe.run(container, axeRules)).violations).toEqual([]);
    await userEvent.click(await button(/^Date of birth/));
    await waitFor(async () => expect((await names())[0]).toBe("Rosa Delgado"), patience);
    await userEvent.click(await button(/^Date of birth/));
    await waitFor(async () => expect((await names())[0]).toBe("Sean O'Hara"), patience);
    expect(router.state.location.search).toEqual({ list: "l-1", sort: "bornOn", descending: true });
    expect(state.asked.at(-1)?.body).toEqual({ sort: "bornOn", descending: true, page: 1, size: 50 });
    expect(screen.getByRole("columnheader", { name: /Date of birth/ }).getAttribute("aria-sort")).toBe("descending");
  });

  it("opens a person from the list, and puts nobody into the address", async () => {
    const { router } = open("/lists?list=l-1", "supervisor");

    await userEvent.click(await button("Luis Marlow"));

    await waitFor(() => expect(router.state.location.pathname).toBe("/person"), patience);
    expect(router.state.location.searchStr).toBe("");
    expect((await screen.findAllByText(/Luis Marlow/, {}, patience)).length).toBeGreaterThan(0);
  });

  it("makes a list by sentences, with a count that follows, and opens it", async () => {
    const { container, state, router } = open("/lists", "supervisor");
    await userEvent.click(await button("New list"));
    await userEvent.type(await screen.findByLabelText(/^Name/, {}, patience), "Long gone");
    await screen.findByText(/^[\d,]+ people$/, {}, patience);
    await userEvent.click(screen.getByRole("combobox", { name: "Add a condition" }));
    await userEvent.click(await screen.findByRole("option", { name: "Last encounter", hidden: true }, patience));
    expect(screen.getByText(/^Counting/), "no count of the conditions before").toBeTruthy();
    await userEvent.clear(screen.getByRole("textbox", { name: "Last encounter: how many" }));
    await userEvent.type(screen.getByRole("textbox", { name: "Last encounter: how many" }), "18");
    await screen.findByText("904 people", {}, patience);
    await userEvent.click(screen.getByRole("combobox", { name: "Add a column" }));
    // The other menu has an option of this name too, and is closed.
    const [, balance] = await screen.findAllByRole("option", { name: "Balance", hidden: true }, patience);
    await userEvent.click(balance as HTMLElement);
    await userEvent.click(screen.getByRole("button", { name: "Leave out Date of birth" }));
    expect((await axe.run(container, axeRules)).violations).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Save" }));

    await waitFor(() => expect(router.state.location.search).toEqual({ list: "l-10" }), patience);
    expect(state.asked.find((each) => each.what === "POST /api/lists")?.body).toMatchObject({
      name: "Long gone",
      shared: false,
      filter: { conditions: [{ on: "lastEncounter", is: "longerAgo", count: 18, unit: "months" }] },
      columns: ["name", "phone", "lastEncounter", "nextAppointment", "lastContact", "disposition", "status", "balance"],
    });
  });

  it("says and saves several conditions of which one is enough", async () => {
    const { container, state } = open("/lists?list=l-4", "supervisor");
    await screen.findByText(
      "Bayview Eye. Status is Active; and either age is from 65 on, or payer is Medicare.",
      {},
      patience,
    );
    await userEvent.click(await button("Change"));
    const any = within(await screen.findByRole("group", { name: "One of these is enough" }, patience));
    await userEvent.click(any.getByRole("button", { name: "Remove the condition on Age" }));
    expect(screen.queryByRole("group", { name: "One of these is enough" }), "one alone is one of all").toBeNull();

    await userEvent.click(await button("Or something else than Status"));
    expect((await button("Save")).hasAttribute("disabled"), "a second one is wanted").toBe(true);
    // By keys: the option of this name in the other menu is closed.
    await userEvent.type(
      screen.getByRole("combobox", { name: "Or another condition" }),
      "has a mobile{ArrowDown}{Enter}",
    );
    await screen.findByRole("combobox", { name: "How Has a mobile number is compared" }, patience);
    expect((await axe.run(container, axeRules)).violations).toEqual([]);
    await userEvent.click(await button("Save"));

    await waitFor(() => expect(state.asked.some((each) => each.what === "PUT /api/lists/l-4")).toBe(true), patience);
    expect(state.asked.find((each) => each.what === "PUT /api/lists/l-4")?.body).toMatchObject({
      filter: {
        conditions: [
          {
            anyOf: [
              { on: "status", is: "any", values: ["active"] },
              { on: "mobile", is: "yes" },
            ],
          },
          { on: "payer", is: "any", values: ["Medicare"] },
        ],
      },
    });
  });

  it("does not save a condition that is not whole", async () => {
    open("/lists?list=l-1", "supervisor");
    await userEvent.click(await button("Change"));
    await userEvent.click(await screen.findByRole("combobox", { name: "Add a condition" }, patience));
    await userEvent.click(await screen.findByRole("option", { name: "Payer", hidden: true }, patience));

    expect((await button("Save")).hasAttribute("disabled")).toBe(true);
    await userEvent.type(screen.getByLabelText("Payer: values", { selector: "input" }), "Medicare{Enter}");
    expect((await button("Save")).hasAttribute("disabled")).toBe(false);
  });

  it("deletes a list and brings it back", async () => {
    const { state } = open("/lists?list=l-1", "supervisor");
    await userEvent.click(await button("Delete"));
    await waitFor(
      async () => expect((await table("Lists")).queryByText("Overdue for an eye exam")).toBeNull(),
      patience,
    );
    await userEvent.click(await button("Undo"));

    await waitFor(
      async () => expect((await table("Lists")).getByText("Overdue for an eye exam")).toBeTruthy(),
      patience,
    );
    expect(state.asked.at(-1)?.what).toBe("POST /api/lists/l-1/restore");
  });

  it("exports with a reason", async () => {
    const { state } = open("/lists?list=l-1", "director");
    const sent: Request[] = [];
    await userEvent.click(await button("Export"));
    const dialog = within(await screen.findByRole("dialog", {}, patience));
    expect(dialog.getByRole("button", { name: "Export" }).hasAttribute("disabled")).toBe(true);
    await userEvent.type(dialog.getByLabelText(/What is the file for/), "Recall letters of May");
    vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
      sent.push(new Request(`http://fake${url}`, init));
      return Promise.resolve(
        new Response("Name\r\n", { headers: { "Content-Disposition": 'attachment; filename="x.xlsx"' } }),
      );
    });
    URL.createObjectURL = () => "blob:x";
    URL.revokeObjectURL = () => {};
    await userEvent.click(dialog.getByRole("button", { name: "Export" }));

    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull(), patience);
    expect(await sent[0]?.json()).toEqual({ reason: "Recall letters of May", format: "xlsx" });
    expect(state.user).toBe("director");
  });

  it("exports only those who are chosen, and says so", async () => {
    open("/lists?list=l-1", "director");
    const sent: Request[] = [];
    await userEvent.click(await screen.findByRole("checkbox", { name: "Choose Rosa Delgado" }, patience));
    await userEvent.click(await button("Export"));
    const dialog = within(await screen.findByRole("dialog", { name: "Export the 1 person chosen" }, patience));
    await userEvent.type(dialog.getByLabelText(/What is the file for/), "Recall letters of May");
    vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
      sent.push(new Request(`http://fake${url}`, init));
      return Promise.resolve(new Response("Name\r\n"));
    });
    URL.createObjectURL = () => "blob:x";
    URL.revokeObjectURL = () => {};
    await userEvent.click(dialog.getByRole("button", { name: "Export" }));

    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull(), patience);
    const body = await sent[0]?.json();
    expect(body?.chosen).toHaveLength(1);
  });

  it("lays a list out for paper, each sheet with whose it is and when", async () => {
    const { container, state } = open("/lists/print?list=l-1", "supervisor");

    const sheet = await table("The list on paper");
    expect(sheet.getByText(/^Bayview Eye: Overdue for an eye exam\. 4 people, as of .*Confidential\.$/)).toBeTruthy();
    expect(sheet.getAllByRole("rowheader")).toHaveLength(4);
    expect(state.asked.at(-1)?.what).toBe("POST /api/lists/l-1/print");
    expect((await axe.run(container, axeRules)).violations).toEqual([]);
  });

  it.each([
    ["/lists?list=l-2", /does not know/],
    ["/lists?list=l-99", /There is no such list/],
  ])("says why a list cannot be run, %#", async (path, words) => {
    open(path, "supervisor");

    expect(await screen.findByText(words, {}, patience)).toBeTruthy();
  });

  it("lets what another shares be copied and not changed", async () => {
    open("/lists?list=l-3", "supervisor");

    await button("Copy");
    expect(screen.queryByRole("button", { name: "Change" })).toBeNull();
  });

  it("is no part of an agent's work", async () => {
    open("/lists", "agent1");

    expect(await screen.findByText(/not part of your role/, {}, patience)).toBeTruthy();
  });
});
