import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, expect, it, vi } from "vitest";
import { queryClient } from "../src/foundation/queryClient";
import { lookUp } from "../src/patients/lookUp";
import { open, patience } from "./opened";

vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => vi.unstubAllGlobals());

const axeRules = { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } };
const why = () => screen.findByRole("form", { name: "Why you open a VIP's record" }, patience);

/** Finds the VIP by the search of the header. */
async function idaFound() {
  const user = userEvent.setup();
  const opened = open("/owed", "supervisor", "idle");
  await user.type(await screen.findByRole("textbox", { name: /^Search for a person/ }, patience), "ida");
  await user.click(await screen.findByRole("option", { name: "Ida Salas, VIP" }, patience));
  return { user, ...opened };
}

async function idaOpen() {
  const found = await idaFound();
  const form = within(await why());
  await found.user.selectOptions(form.getByRole("combobox", { name: /^What for/ }), "The patient's request");
  await found.user.type(form.getByRole("textbox", { name: /^Why/ }), "She asks what we have");
  await found.user.click(form.getByRole("button", { name: "Open the record" }));
  await screen.findByRole("region", { name: "On file" }, patience);
  return found;
}

it("asks everybody for a code and words before a VIP's card, by keyboard, and sends both", async () => {
  const { user, state, container } = await idaFound();

  const form = within(await why());
  expect(screen.getByRole("heading", { name: "Ida Salas VIP" })).toBeTruthy();
  const button = form.getByRole<HTMLButtonElement>("button", { name: "Open the record" });
  await user.selectOptions(form.getByRole("combobox", { name: /^What for/ }), "Emergency");
  await user.type(form.getByRole("textbox", { name: /^Why/ }), "She has fallen");
  expect(button.disabled).toBe(true);
  await user.type(form.getByRole("textbox", { name: /^Why/ }), " here");
  expect((await axe.run(container, axeRules)).violations).toEqual([]);
  await user.click(button);

  expect(await screen.findByText("0010300", undefined, patience)).toBeTruthy();
  expect(state.asked.find((each) => /look-up$/.test(each.what))?.body).toEqual({
    reason: "She has fallen here",
    code: "emergency",
  });
});

it("asks for a code where the row was read before the person became a VIP", async () => {
  const user = userEvent.setup();
  open("/person", "supervisor", "idle");
  const practice = { id: "p-bayview", name: "Bayview Eye" };
  const row = { id: "pt-3", name: "Ida Salas", kind: "patient" as const, language: "en", phones: [], practice };
  lookUp(queryClient, { ...row, bornOn: null, mrn: null, vip: false, hidden: false });

  await user.click(await screen.findByRole("button", { name: "Calling them back" }, patience));

  expect(await why()).toBeTruthy();
  expect(screen.getByRole("heading", { name: "Ida Salas VIP" })).toBeTruthy();
});

it("shows a confidential visit by its date, and all of it for a reason of its own", async () => {
  const { user, state } = await idaOpen();

  const contacts = within(screen.getByRole("region", { name: "Contacts" }));
  expect(contacts.getByText("Confidential visit")).toBeTruthy();
  expect(screen.queryByText(/Retina check/)).toBeNull();
  await user.click(contacts.getByRole("button", { name: "Open this visit" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Open a confidential visit" }, patience));
  await user.type(dialog.getByRole("textbox", { name: /^Why do you need it/ }), "She asks where it was");
  await user.click(dialog.getByRole("button", { name: "Open" }));

  expect(await contacts.findByText(/Retina check, Dr. Amara Osei/, undefined, patience)).toBeTruthy();
  expect(state.asked.find((each) => /visits\/v-9\/open$/.test(each.what))?.body).toEqual({
    reason: "She asks where it was",
    call: null,
  });
});

it("takes the mark of a confidential visit off for the reason the card was opened for", async () => {
  const { user, state } = await idaOpen();

  await user.click(await screen.findByRole("button", { name: "No longer confidential" }, patience));

  await waitFor(
    () =>
      expect(state.asked.find((each) => each.what.startsWith("PUT /api/desk/people/pt-3/visits/"))?.body).toEqual({
        confidential: false,
        reason: "She asks what we have",
      }),
    patience,
  );
});

it("shows a VIP on a list by name and word alone, and asks there too", async () => {
  const user = userEvent.setup();
  open("/lists?list=l-1", "supervisor");

  const row = within(await screen.findByRole("row", { name: /Ida Salas/ }, patience));
  expect(row.getByText("VIP")).toBeTruthy();
  expect(row.queryByText(/555/)).toBeNull();
  await user.click(row.getByRole("button", { name: "Ida Salas" }));

  expect(await why()).toBeTruthy();
});

it("lists openings with who, whom and why, and reviews all but one's own", async () => {
  const user = userEvent.setup();
  const { state, container } = open("/openings", "supervisor");

  const table = within(await screen.findByRole("region", { name: "Openings" }, patience));
  expect(table.getByText("The retina clinic asks for her last pressure readings")).toBeTruthy();
  expect(within(table.getByRole("row", { name: /Sam Ortega/ })).getByText("Overdue")).toBeTruthy();
  expect(table.getByText("Due Nov 25, 2026")).toBeTruthy();
  expect(table.getByText("Opened by you")).toBeTruthy();
  expect(screen.getAllByLabelText("3 to review").length).toBeGreaterThan(0);
  expect((await axe.run(container, axeRules)).violations).toEqual([]);
  await user.click(table.getAllByRole("button", { name: "Review Ida Salas" })[0] as HTMLElement);
  const dialog = within(await screen.findByRole("dialog", { name: "Review this opening" }, patience));
  await user.type(dialog.getByRole("textbox", { name: "Note" }), "Asked for by fax");
  await user.click(dialog.getByRole("button", { name: "Reviewed" }));

  await waitFor(() => expect(table.queryByText(/retina clinic/)).toBeNull(), patience);
  expect(state.asked.at(-1)).toEqual({ what: "POST /api/openings/op-1/review", body: { note: "Asked for by fax" } });
  await user.click(screen.getByText("All"));
  expect(await screen.findByText("Letter of the payer seen", undefined, patience)).toBeTruthy();
});
