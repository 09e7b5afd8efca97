import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { alertWords } from "../src/floor/words";
import { isFailing, registrationWords, stateWords, wayWords } from "../src/telephony/trunkWords";
import { trunks } from "./fake/trunks";
import { open, patience } from "./opened";

vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => vi.unstubAllGlobals());

const row = async (name: string) => within(await screen.findByRole("row", { name: new RegExp(`^${name}`) }, patience));
const axeRules = { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } };

describe("the words of a trunk", () => {
  const now = Date.parse("2026-11-22T15:42:07Z");
  const [well, bad, inbound] = trunks as [(typeof trunks)[0], (typeof trunks)[0], (typeof trunks)[0]];

  it.each([
    [well, /^Up, 12 ms$/],
    [{ ...well, outUntil: "2026-11-22T15:45:00Z" }, /^Up, 12 ms, resting until today/],
    [{ ...well, outUntil: "2026-11-22T15:40:00Z" }, /^Up, 12 ms$/],
    [{ ...well, state: "unknown" as const }, /^No answer yet$/],
    [{ ...well, state: "unknown" as const, askSeconds: 0 }, /^Not asked$/],
    [{ ...bad, since: "2026-11-22T15:30:00Z" }, /^Down since today/],
    [
      { ...bad, since: "2026-11-22T15:30:00Z", fault: "notTrusted" as const },
      /^Down since today.*: its certificate is not trusted$/,
    ],
    [
      { ...bad, since: "2026-11-22T15:30:00Z", fault: "wrongName" as const },
      /^Down since today.*: the name in its certificate does not match$/,
    ],
    [inbound, /^Calls in only$/],
  ])("say how it is, %#", (trunk, words) => {
    expect(stateWords(trunk, now)).toMatch(words);
  });

  it.each([
    [{ until: null, refused: null, nextAt: null }, /^Registering$/],
    [{ until: "2026-11-22T16:00:00Z", refused: null, nextAt: null }, /^Registered until today/],
    [
      { until: null, refused: 403, nextAt: "2026-11-22T15:43:00Z" },
      /^Not registered: wrong user or password, next try today/,
    ],
    [{ until: null, refused: 500, nextAt: null }, /^Not registered: refused with 500$/],
    [
      { until: "2026-11-22T16:00:00Z", refused: 408, nextAt: null },
      /^Registered until today.*; the refresh failed: no answer$/,
    ],
  ])("say how the registration stands, %#", (registration, words) => {
    expect(registrationWords({ ...well, registration }, now)).toMatch(words);
  });

  it("say by what it goes", () => {
    expect(
      [
        well,
        { ...well, transport: "tls" as const },
        { ...well, transport: "tls" as const, audio: "srtp" as const },
      ].map(wayWords),
    ).toEqual(["", " (TLS)", " (TLS, SRTP)"]);
  });

  it("are in red where somebody has to look", () => {
    expect([well, bad, inbound].map(isFailing)).toEqual([false, true, false]);
  });
});

it("one that fails is an alert of the floor", () => {
  const words = ["trunkDown", "trunkUnregistered"].map((kind) => alertWords({ kind, limit: 0, trunk: "Acme" }));

  expect(words).toEqual([
    "Trunk Acme: the carrier does not answer",
    "Trunk Acme: not registered, calls may not reach us",
  ]);
});

describe("the trunks page", () => {
  it("lists them with their state in words and has no barrier that axe can find", async () => {
    const { container } = open("/trunks", "admin");

    expect((await row("Acme")).getByText("Up, 12 ms")).toBeTruthy();
    expect((await row("Acme")).getByText(/^Registered until/)).toBeTruthy();
    expect((await row("Beta")).getByText(/^Not registered: wrong user or password/)).toBeTruthy();
    expect((await row("Clinic line")).queryByRole("button", { name: /^Ask/ })).toBeNull();
    expect((await axe.run(container, axeRules)).violations).toEqual([]);
  });

  it("asks a trunk now and says what it answered", async () => {
    open("/trunks", "admin");

    await userEvent.click((await row("Acme")).getByRole("button", { name: "Ask Acme now" }));
    expect(await screen.findByText("Acme answers: 200 after 12 ms")).toBeTruthy();
    await userEvent.click((await row("Beta")).getByRole("button", { name: "Ask Beta now" }));
    expect(await screen.findByText("Beta does not answer")).toBeTruthy();
  });

  it("adds one by keys alone, and says at the field what cannot be", async () => {
    const { state } = open("/trunks", "admin");
    await userEvent.click(await screen.findByRole("button", { name: "Add a trunk" }, patience));
    const form = await screen.findByRole("dialog", { name: "Add a trunk" }, patience);

    await userEvent.keyboard("Gamma{Tab}198.51.100.0/24{Tab}nowhere{Enter}");
    const field = within(form).getByLabelText("Calls out go to");
    expect(await within(form).findByText("must be ADDRESS:PORT, such as 203.0.113.7:5060")).toBeTruthy();
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect((await axe.run(form, axeRules)).violations).toEqual([]);
    await userEvent.clear(field);
    await userEvent.type(field, "198.51.100.7:5060{Enter}");

    expect(await screen.findByText("Gamma is saved")).toBeTruthy();
    expect(state.asked.at(-1)).toEqual({
      what: "PUT /api/trunks/Gamma",
      body: { from: "198.51.100.0/24", outbound: "198.51.100.7:5060" },
    });
  });

  it("changes one without showing or touching its password", async () => {
    const { state } = open("/trunks", "admin");
    await userEvent.click((await row("Acme")).getByRole("button", { name: "Change Acme" }));
    const form = within(await screen.findByRole("dialog", { name: "Change Acme" }, patience));

    expect((form.getByLabelText("Password") as HTMLInputElement).value).toBe("");
    expect(form.queryByLabelText("Carrier's certificate authority")).toBeNull();
    await userEvent.selectOptions(form.getByLabelText("Signalling by"), "TLS");
    await userEvent.type(form.getByLabelText("Carrier's certificate authority"), "PEM");
    await userEvent.selectOptions(form.getByLabelText("Audio"), "Encrypted always (SRTP)");
    await userEvent.click(form.getByRole("button", { name: "Save" }));

    expect(await screen.findByText("Acme is saved")).toBeTruthy();
    expect(state.asked.at(-1)).toEqual({
      what: "PUT /api/trunks/Acme",
      body: { transport: "tls", authority: "PEM", audio: "srtp" },
    });
  });

  it("asks before it removes one", async () => {
    const { state } = open("/trunks", "admin");
    await userEvent.click((await row("Beta")).getByRole("button", { name: "Remove Beta" }));
    const question = within(await screen.findByRole("dialog", { name: "Remove Beta?" }, patience));
    expect(document.activeElement?.textContent).toBe("Keep it");

    await userEvent.click(question.getByRole("button", { name: "Remove" }));

    expect(await screen.findByText("Beta is removed")).toBeTruthy();
    expect(state.asked.at(-1)?.what).toBe("DELETE /api/trunks/Beta");
  });

  it.each([
    [
      () =>
        new Response(JSON.stringify({ items: [], total: 0 }), {
          status: 200,
          headers: { "Content-Type": "application/json" },
        }),
      /^No trunks yet/,
    ],
    [() => new Response("{}", { status: 500, headers: { "Content-Type": "application/json" } }), /could not be loaded/],
  ])("says so when there is none, or they cannot be read, %#", async (answer, words) => {
    open("/trunks", "admin");
    const real = globalThis.fetch;
    vi.stubGlobal("fetch", (request: Request) =>
      request.url.endsWith("/api/trunks") ? Promise.resolve(answer()) : real(request),
    );

    expect(await screen.findByText(words, {}, patience)).toBeTruthy();
  });

  it("is no part of an agent's work", async () => {
    open("/trunks", "agent1");

    expect(await screen.findByText(/not part of your role/, {}, patience)).toBeTruthy();
  });
});
