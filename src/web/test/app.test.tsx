import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { open, patience } from "./opened";

// There is no hub to connect to; the words of a lost server are tested by themselves.
vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => vi.unstubAllGlobals());

it("somebody signed out signs in and lands on the page they asked for", async () => {
  open("/owed", null);

  await userEvent.type(await screen.findByLabelText(/User/, {}, patience), "agent1");
  await userEvent.type(screen.getByLabelText(/^Password/), "secret-secret{Enter}");

  expect(await screen.findByRole("heading", { name: "Owed", level: 1 }, patience)).toBeTruthy();
  expect(await screen.findAllByText(/overdue/)).toHaveLength(2);
});

it("a locked account is told how long", async () => {
  open("/sign-in", null);

  await userEvent.type(await screen.findByLabelText(/User/, {}, patience), "locked");
  await userEvent.type(screen.getByLabelText(/^Password/), "secret-secret{Enter}");

  expect((await screen.findByRole("alert")).textContent).toMatch(/Try again in 4:3\d/);
});

it("the menu has only what the role allows, and other pages say so", async () => {
  open("/audit", "agent1");

  const menu = await screen.findByRole("navigation", { name: "Pages" }, patience);
  expect(within(menu).queryByText("Audit")).toBeNull();
  expect(within(menu).getByText("Desk")).toBeTruthy();
  expect(await screen.findByText(/not part of your role/)).toBeTruthy();
});

it("every number of the report opens the calls behind it", async () => {
  open("/reports?from=2026-11-16&to=2026-11-22&by=dayHour", "admin");

  const table = await screen.findByRole("region", { name: "Inbound calls" }, patience);
  const [first] = within(table).getAllByRole("link");
  const cell = new URL(first?.getAttribute("href") ?? "", "http://x");
  expect(cell.pathname).toBe("/reports/rows");
  expect(Object.fromEntries(cell.searchParams)).toMatchObject({
    from: "2026-11-16",
    to: "2026-11-22",
    column: "received",
    hour: "8",
  });
  const total = within(table).getAllByRole("link").at(-8);
  expect(total?.textContent).toBe("504");
  expect(total?.getAttribute("href")).not.toContain("hour=");
});

it("the report of a demo leads to what the town saw, and a difference is said in words", async () => {
  open("/reports", "admin");

  const link = await screen.findByRole("link", { name: "Town" }, patience);
  expect(link.getAttribute("href")).toBe("/reports/town");
  await userEvent.click(link);
  expect(await screen.findByText("1 of 8 columns differs.", {}, patience)).toBeTruthy();
  expect(screen.getByText("Different: the report has 1 call more than the town")).toBeTruthy();
});
