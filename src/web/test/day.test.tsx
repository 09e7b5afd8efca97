import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { dayWords } from "../src/desk/dayWords";
import { targetWords } from "../src/reporting/targetWords";
import { myDay } from "./fake/day";
import { open, patience } from "./opened";

// There is no hub to connect to.
vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => vi.unstubAllGlobals());

const row = async (name: string) => {
  const table = await screen.findByRole("region", { name: "Today against the targets" }, patience);
  return within(within(table).getByRole("rowheader", { name }).closest("tr") as HTMLElement);
};

describe("the day board", () => {
  it("says of each figure whether its target is met, and opens the calls behind it", async () => {
    open("/today", "supervisor");

    const level = await row("Service Level");
    expect(level.getByText("Met")).toBeTruthy();
    expect(level.getByRole("link", { name: "84.5 %" }).getAttribute("href")).toContain("column=serviceLevel");
    expect((await row("Average Speed to Answer")).getByText("Missed")).toBeTruthy();
    expect((await row("Abandonment Rate")).queryByText(/Met|Missed/)).toBeNull();
    expect(screen.getByText(/4 calls still running/)).toBeTruthy();
  });

  it("sets a target in its place", async () => {
    const { state } = open("/today", "supervisor");
    await userEvent.click(
      (await row("Abandonment Rate")).getByRole("button", { name: /^Target of Abandonment Rate:/ }),
    );

    await userEvent.type(screen.getByRole("textbox", { name: "Target of Abandonment Rate, %" }), "5{Enter}");

    await vi.waitFor(() => expect(screen.queryByRole("textbox", { name: /Target of/ })).toBeNull());
    expect(state.asked.at(-1)).toEqual({
      what: `PUT /api/reports/targets/p-bayview/abandonmentRate`,
      body: { target: 5 },
    });
  });

  it("Escape leaves the target as it was", async () => {
    const { state } = open("/today", "supervisor");
    await userEvent.click((await row("Service Level")).getByRole("button", { name: /^Target of Service Level:/ }));

    await userEvent.keyboard("9{Escape}");

    expect(await (await row("Service Level")).findByText("at least 80.0 %")).toBeTruthy();
    expect(state.asked).toEqual([]);
  });

  it("shows whom one leads, and who misses what in words", async () => {
    open("/today", "supervisor");

    const table = within(await screen.findByRole("region", { name: "Agents today" }, patience));
    const alex = within(table.getByRole("rowheader", { name: "Alex Morgan" }).closest("tr") as HTMLElement);
    expect(alex.getByText("Missed")).toBeTruthy();
    expect(table.getAllByRole("row")).toHaveLength(6);
  });

  it("sets the targets of the agents under their headings, where a column has one", async () => {
    const { state } = open("/today", "supervisor");
    const table = within(await screen.findByRole("region", { name: "Agents today" }, patience));
    const targets = within(table.getByRole("rowheader", { name: "Target" }).closest("tr") as HTMLElement);
    expect(targets.getAllByRole("button").map((button) => button.textContent)).toEqual([
      "at most 5:00",
      "at most 85.0 %",
    ]);

    await userEvent.click(targets.getByRole("button", { name: /^Target of Occupancy:/ }));
    await userEvent.clear(targets.getByRole("textbox", { name: "Target of Occupancy, %" }));
    await userEvent.keyboard("80{Enter}");

    await vi.waitFor(() => expect(targets.queryByRole("textbox")).toBeNull());
    expect(state.asked.at(-1)).toEqual({ what: "PUT /api/reports/targets/p-bayview/occupancy", body: { target: 80 } });
  });

  it("has no row of targets for who may not set them", async () => {
    open("/today", "lead");

    const table = within(await screen.findByRole("region", { name: "Agents today" }, patience));

    expect(table.queryByRole("rowheader", { name: "Target" })).toBeNull();
  });
});

it("an agent's own day has figures, targets and where the time went", async () => {
  open("/my-day", "agent1");

  const table = within(await screen.findByRole("region", { name: "My day against the targets" }, patience));
  expect(table.getByText("at most 5:00")).toBeTruthy();
  expect(table.getAllByText("Missed")).toHaveLength(1);
  expect(within(screen.getByRole("region", { name: "Time by state" })).getByText("52:00")).toBeTruthy();
});

describe("words", () => {
  it("count all calls and say the handle time of those that came in", () => {
    expect(dayWords(myDay())).toBe("Today 14 calls, inbound 4:12 each");
    expect(dayWords({ figures: [] })).toBe("Today 0 calls");
  });

  it("a target reads the way it is better", () => {
    expect(targetWords({ aim: "atMost", target: 20, unit: "seconds" })).toBe("at most 0:20");
    expect(targetWords({ aim: "atLeast", target: null, unit: "percent" })).toBe("");
  });
});
