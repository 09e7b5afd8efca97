import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { open, patience } from "./opened";

it("who is blocked is shown with reason, and is unblocked after a question", async () => {
  const { state } = open("/settings", "admin");
  const blocked = within(await screen.findByRole("region", { name: "Blocked now" }, patience));
  expect(blocked.getByText("Tried passwords")).toBeTruthy();

  await userEvent.click(blocked.getByRole("button", { name: "Unblock 203.0.113.9" }));
  const question = within(await screen.findByRole("dialog", { name: "Hear 203.0.113.9 again?" }));
  expect(state.asked).toEqual([]);
  await userEvent.click(question.getByRole("button", { name: "Unblock" }));

  await vi.waitFor(() => expect(state.asked.at(-1)?.what).toBe("POST /api/sip-guard/unblock"));
  expect(state.asked.at(-1)?.body).toEqual({ source: "203.0.113.9" });
});

it("the limits of calls to the outside are changed, and changed back by undo", async () => {
  const { state } = open("/settings", "admin");
  const card = within(await screen.findByRole("form", { name: "Limits of calls to the outside" }, patience));

  await userEvent.clear(card.getByRole("textbox", { name: "Calls at once, per person" }));
  await userEvent.type(card.getByRole("textbox", { name: "Calls at once, per person" }), "3");
  await userEvent.type(card.getByRole("textbox", { name: "May be called" }), " +44");
  await userEvent.click(card.getByRole("button", { name: "Save" }));
  await vi.waitFor(() => expect(state.asked.at(-1)?.what).toBe("PUT /api/outside-limits"));
  expect(state.asked.at(-1)?.body).toMatchObject({ callsPerUser: 3, allowed: "+1 +44", denied: "+1900 +1xxx976" });

  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));

  await vi.waitFor(() => expect(state.asked.at(-1)?.body).toMatchObject({ callsPerUser: 2, allowed: "+1" }));
});

it("those who may only read the settings change none of it", async () => {
  open("/settings", "supervisor");
  const blocked = within(await screen.findByRole("region", { name: "Blocked now" }, patience));

  expect(blocked.queryByRole("button")).toBeNull();
  const card = within(screen.getByRole("form", { name: "Who is heard on the telephone ports" }));
  expect(card.getByRole("textbox", { name: "Never heard" }).hasAttribute("readonly")).toBe(true);
});
