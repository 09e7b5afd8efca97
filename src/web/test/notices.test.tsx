import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, expect, it, vi } from "vitest";
import { alertsOf } from "../src/desk/record/recordWords";
import { rosa } from "./fake/people";
import { open, patience } from "./opened";

vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => vi.unstubAllGlobals());

const axeRules = { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } };
const table = async () => within(await screen.findByRole("region", { name: "Notices" }, patience));

it("lists whom to tell, where and until when, and a VIP by name alone", async () => {
  const { container } = open("/notices", "supervisor");

  const rows = await table();
  const rosa = within(rows.getByRole("row", { name: /Rosa Delgado/ }));
  expect(rosa.getByText("Late")).toBeTruthy();
  expect(rosa.getByText("Due Nov 25, 2026")).toBeTruthy();
  expect(rosa.getByRole("button", { name: "Call Rosa Delgado, (512) 555-0142" })).toBeTruthy();
  const ida = within(rows.getByRole("row", { name: /Ida Salas/ }));
  expect(ida.getByText("VIP")).toBeTruthy();
  expect(ida.queryByRole("button")).toBeNull();
  expect(rows.getByRole("button", { name: "Copy the text, Lena Ortiz" })).toBeTruthy();
  expect((await axe.run(container, axeRules)).violations).toEqual([]);
});

it("asks why somebody could not be told, and sends it", async () => {
  const user = userEvent.setup();
  const { state } = open("/notices", "supervisor");

  const rows = await table();
  await user.click(rows.getByRole("button", { name: "Could not be told, Rosa Delgado" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Could not be told" }, patience));
  const button = dialog.getByRole<HTMLButtonElement>("button", { name: "Could not be told" });
  expect(button.disabled).toBe(true);
  await user.type(dialog.getByRole("textbox", { name: /^Why not/ }), "Nobody answers");
  await user.click(button);

  await waitFor(() => expect(rows.queryByText("Rosa Delgado")).toBeNull(), patience);
  expect(state.asked.at(-1)).toEqual({
    what: "POST /api/contact-notices/n-1/outcome",
    body: { outcome: "couldNot", note: "Nobody answers" },
  });
  await user.click(screen.getByText("All"));
  expect(
    await screen.findByText("Asked never to be called at work: nobody tells them", undefined, patience),
  ).toBeTruthy();
});

it("shows a letter that says nothing but the change, ready to print", async () => {
  const user = userEvent.setup();
  const print = vi.fn();
  vi.stubGlobal("print", print);
  const { container } = open("/notices", "supervisor");

  await user.click((await table()).getByRole("button", { name: "Print letter, Omar Haddad" }));
  const letter = within(await screen.findByRole("article", { name: "The letter" }, patience));
  expect(letter.getByText("12 Juniper Lane, Austin, TX 78701")).toBeTruthy();
  expect(
    letter.getByText(
      "The contact details that Bayview Eye has of you were changed on Nov 27, 2026. If you did not ask for this, please call (512) 555-0100.",
    ),
  ).toBeTruthy();
  expect((await axe.run(container, axeRules)).violations).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Print" }));
  expect(print).toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Back to the notices" }));
  expect(await table()).toBeTruthy();
});

it("says beside the hold how far the old contact was told", () => {
  const record = { ...rosa.record, releasesHeldUntil: "2026-12-03T10:00:00Z" } as NonNullable<typeof rosa.record>;
  const words = (oldContact: typeof record.oldContact) =>
    alertsOf({ ...rosa, record: { ...record, oldContact } }, Date.parse("2026-12-01T10:00:00Z"))[0]?.text;

  expect(words({ state: "notYet", at: null })).toMatch(/send no records until .*\. Old contact not told yet$/);
  expect(words({ state: "told", at: "2026-11-30T18:00:00Z" })).toMatch(/\. Old contact told on Nov 30, 2026$/);
  expect(words(null)).not.toMatch(/Old contact/);
});
