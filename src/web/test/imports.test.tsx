import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { activityWords, changeWords, shareOf } from "../src/integrations/importWords";
import { open, patience } from "./opened";

vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => vi.unstubAllGlobals());

const axeRules = { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } };
const button = (name: string | RegExp) => screen.findByRole("button", { name }, patience);
const asked = (state: { asked: { what: string; body: unknown }[] }, what: string) =>
  state.asked.filter((each) => each.what === what).map((each) => each.body);

describe("the words of an import", () => {
  const at = { task: "run" as const, waiting: false, added: 1, changed: 2, same: 3, rejected: 4, rowsRead: 5000 };

  it("say how far it is", () => {
    expect(activityWords(at, 52_311)).toBe("Taking the file in: 5,000 of 52,311 rows");
    expect(activityWords({ ...at, rowsRead: 52_311 }, 52_311)).toBe(
      "Taking the file in: all 52,311 rows are in, finishing",
    );
    expect(activityWords({ ...at, task: "check" }, null)).toBe("Checking the file: 5,000 rows");
    expect(activityWords({ ...at, waiting: true }, 9)).toBe("Taking the file in: waits for another import");
    expect(shareOf(at, 52_311)).toBe(10);
    expect(shareOf(at, null)).toBeNull();
  });

  it("say what changes", () => {
    expect(changeWords({ field: "bornOn", before: null, after: "1971-03-14" })).toBe(
      "Date of birth: nothing → 1971-03-14",
    );
    expect(changeWords({ field: "balanceCents", before: "1250", after: "0" })).toBe("Balance: $12.50 → $0.00");
  });
});

describe("the imports page", () => {
  it("takes a file from its columns to its result", async () => {
    const user = userEvent.setup();
    const { state, router } = open("/imports", "supervisor");
    await user.click(await screen.findByRole("combobox", { name: "Practice" }, patience));
    await user.click(await screen.findByRole("option", { name: "Bayview Eye" }, patience));
    const file = document.querySelector<HTMLInputElement>("input[type=file]");

    await user.upload(file as HTMLInputElement, new File(["MRN,Name\n1,Ada\n"], "patients.csv", { type: "text/csv" }));

    await screen.findByRole("heading", { name: "Match the columns" }, patience);
    expect(router.state.location.search).toEqual({ import: "im-new" });
    await screen.findByText("Passed over: Pat Surname, Recall note.", undefined, patience);
    await user.click(await button("Check the file"));
    await screen.findByText(/No column holds the name/, undefined, patience);
    await user.selectOptions(screen.getByRole("combobox", { name: "Pat Surname holds" }), "Last name");
    const lens = screen.getByRole<HTMLSelectElement>("combobox", { name: "Lens type holds" });
    expect(lens.selectedOptions[0]?.text).toBe("Lens type");
    await user.click(await button("Check the file"));

    await screen.findByRole("heading", { name: "See what would change" }, patience);
    expect(asked(state, "POST /api/imports/im-new/check").at(-1)).toMatchObject({
      columns: [
        { column: 0, field: "mrn" },
        { column: 1, field: "lastName" },
        { column: 2, field: "firstName" },
        { column: 3, field: "bornOn" },
        { column: 4, field: "phone" },
        { column: 6, own: "f-1" },
      ],
    });
    await user.click(await screen.findByRole("radio", { name: "Changed: 3,011" }, patience));
    await screen.findByText(
      /Date of birth: nothing → 1971-03-14. Balance: \$12.50 → \$0.00. New phone/,
      undefined,
      patience,
    );
    await user.click(await button("Take it in"));

    await screen.findByRole("heading", { name: "Taken in" }, patience);
    const link = screen.getByRole("link", { name: "Download the 398 rows with something wrong" });
    expect(link.getAttribute("href")).toBe("/api/imports/im-new/rejected");
  }, 60_000);

  it("takes an import back when it is confirmed", async () => {
    const user = userEvent.setup();
    const { state } = open("/imports?import=im-1", "supervisor");
    await user.click(await button("Take this import back"));
    const dialog = within(await screen.findByRole("dialog", undefined, patience));
    dialog.getByText(/4,812 people who came with it go, and 377 people are as before/);
    expect(state.asked).toEqual([]);

    await user.click(dialog.getByRole("button", { name: "Take it back" }));

    await screen.findByRole("heading", { name: "Taken back" }, patience);
    expect(asked(state, "POST /api/imports/im-1/undo")).toHaveLength(1);
  }, 60_000);

  it("shows how far it is, and stops", async () => {
    const user = userEvent.setup();
    open("/imports?import=im-0", "supervisor", "importRunning");
    const bar = await screen.findByRole("progressbar", undefined, patience);
    expect(bar.getAttribute("aria-valuenow")).toBe("38");

    await user.click(await button("Stop"));

    await screen.findByRole("heading", { name: "Stopped after 20,000 rows" }, patience);
    await button("Go on");
  }, 60_000);

  it("has nothing to stop behind the last row, and goes on to be told", async () => {
    open("/imports?import=im-0", "supervisor", "importFinishing");

    const bar = await screen.findByRole("progressbar", { name: /all 52,311 rows are in, finishing/ }, patience);
    expect(bar.getAttribute("aria-valuenow")).toBe("100");
    expect(screen.queryByRole("button", { name: "Stop" })).toBeNull();
  }, 60_000);

  it("throws a file away", async () => {
    const user = userEvent.setup();
    const { state } = open("/imports?import=im-0", "supervisor");
    await user.click(await button("Throw the file away"));

    await screen.findByRole("heading", { name: "Choose a file" }, patience);
    expect(asked(state, "DELETE /api/imports/im-0")).toHaveLength(1);
    await waitFor(() => expect(screen.queryByText("november list.xlsx")).toBeNull(), patience);
  }, 60_000);

  it("says why a centre takes no files", async () => {
    open("/imports", "supervisor", "importRefused");

    await screen.findByText(/This is a demo centre, whose people are invented/, undefined, patience);
    await screen.findByText("No file has been brought yet.", undefined, patience);
    expect(screen.queryByRole("button", { name: "Choose a file" })).toBeNull();
  }, 60_000);

  it.each([
    ["/imports", "idle"],
    ["/imports?import=im-0", "idle"],
    ["/imports?import=im-0", "importChecked"],
    ["/imports?import=im-0", "importRunning"],
    ["/imports?import=im-0", "importFinishing"],
    ["/imports?import=im-2", "idle"],
  ])(
    "is accessible at %s, %s",
    async (path, scene) => {
      const { container } = open(path, "supervisor", scene);
      await screen.findByRole("region", { name: "All imports" }, patience);
      await waitFor(() => expect(screen.queryByRole("status", { name: /^(Loading|Reading)/ })).toBeNull(), patience);

      expect((await axe.run(container, axeRules)).violations).toEqual([]);
    },
    60_000,
  );
});
