import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { open, patience } from "./opened";

// There is no hub to connect to.
vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => vi.unstubAllGlobals());

const overlay = () => document.querySelector(".mantine-Modal-overlay");
const locked = () => document.body.hasAttribute("data-scroll-locked");
const place = async () => (await screen.findByRole("dialog", {}, patience)).parentElement?.classList;

it("on the desk the list of keys dims nothing, and the keys of the call work beside it", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "verified");
  await screen.findByRole("button", { name: /^Hold/ }, patience);

  await user.keyboard("?");
  expect([...((await place()) ?? [])]).toContain("overWork");
  expect([overlay(), locked()]).toEqual([null, false]);
  await user.keyboard("{F9}");

  await waitFor(() => expect(state.agent.state).toBe("onHold"), patience);
});

it("on a page the list of keys lies in the middle, over what it covers", async () => {
  const user = userEvent.setup();
  open("/owed", "agent1", "idle");
  await screen.findByRole("heading", { name: "Owed" }, patience);

  await user.keyboard("?");

  expect([...((await place()) ?? [])]).not.toContain("overWork");
  expect(overlay()).not.toBeNull();
});

it("what is typed of a wrong card stays with it whatever is pressed, and Escape gives the focus back", async () => {
  const user = userEvent.setup();
  open("/desk", "agent1", "verified");
  await screen.findByRole("button", { name: /^Hold/ }, patience);
  await user.click(screen.getByRole("tab", { name: "Knowledge" }));
  const wrong = await screen.findByRole("button", { name: "This is wrong: Parking" }, patience);

  await user.click(wrong);
  const dialog = within(await screen.findByRole("dialog", {}, patience));
  expect(overlay()).toBeNull();
  await user.keyboard("The garage {Control>}k{/Control}is {Alt>}n{/Alt}closed");
  expect(dialog.getByDisplayValue("The garage is closed")).toBeTruthy();
  await user.keyboard("{Escape}");

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull(), patience);
  await waitFor(() => expect(document.activeElement).toBe(wrong), patience);
});
