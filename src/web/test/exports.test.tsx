import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { activityWords, shareOf, sizeWords } from "../src/practices/exportWords";
import { open, patience } from "./opened";

vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => vi.unstubAllGlobals());

const section = () => screen.findByRole("region", { name: "Everything this practice owns" }, patience);

describe("the words of an export", () => {
  const at = { waiting: false, part: "patient-phones", done: 12_000, total: 50_000, partsDone: 2, parts: 45 };

  it("say how far it is", () => {
    expect(activityWords(at)).toBe("Patient phones: 12,000 of 50,000, part 3 of 45");
    expect(activityWords({ ...at, part: "closures", done: 0, total: 0 })).toBe("Closures, part 3 of 45");
    expect(activityWords({ ...at, waiting: true })).toBe("Waits for another export");
    expect(shareOf({ ...at, done: 25_000, partsDone: 22, parts: 45 })).toBe(50);
  });

  it("say how large it is", () => {
    expect([0, 999, 1_000, 48_200_417, 9_314_550_002].map(sizeWords)).toEqual([
      "0 bytes",
      "999 bytes",
      "1 KB",
      "48.2 MB",
      "9.3 GB",
    ]);
  });
});

describe("everything a practice owns", () => {
  it("is asked for with a reason, followed and stopped", async () => {
    const user = userEvent.setup();
    const { state } = open("/practices", "director", "exportNone");
    const shown = await section();
    await within(shown).findByText("Nothing was exported yet.", undefined, patience);

    await user.click(within(shown).getByRole("button", { name: "Export everything" }));
    const dialog = await screen.findByRole("dialog", { name: "Export everything Bayview Eye owns" }, patience);
    const confirm = within(dialog).getByRole<HTMLButtonElement>("button", { name: "Export everything" });
    await user.type(within(dialog).getByRole("textbox", { name: /What is it for/ }), "We leave");
    expect(confirm.disabled).toBe(true);
    await user.type(within(dialog).getByRole("textbox", { name: /What is it for/ }), " the centre");
    await user.click(
      within(dialog).getByRole("checkbox", { name: /With recordings and voicemails as sound \(4,104\)/ }),
    );
    expect((await axe.run(dialog, { rules: { "color-contrast": { enabled: false } } })).violations).toEqual([]);
    await user.click(confirm);

    await within(shown).findByText("Patients: 12,000 of 50,000, part 2 of 45", undefined, patience);
    expect(state.asked.at(-1)?.body).toEqual({ reason: "We leave the centre", withRecordings: true });
    expect(within(shown).getByRole<HTMLButtonElement>("button", { name: "Export everything" }).disabled).toBe(true);
    await user.click(within(shown).getByRole("button", { name: "Stop the export" }));
    await within(shown).findByText("Stopped; nothing of it is kept", undefined, patience);
  }, 60_000);

  it("is downloaded and removed, and past ones say what became of them", async () => {
    const user = userEvent.setup();
    const { container } = open("/practices", "director", "talking");
    const shown = await section();

    const link = await within(shown).findByRole("link", { name: /^Download, 9.3 GB: the export/ }, patience);
    expect(link.getAttribute("href")).toBe("/api/practices/p-bayview/exports/ex-1/file");
    expect(link.textContent).toBe("Download, 9.3 GB");
    within(shown).getByText("50,213 people, 4,102 recordings, 2 could not be put in: the file's README names them");
    within(shown).getByText(/The disk of the server took no more/);
    expect(
      (await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } }))
        .violations,
    ).toEqual([]);
    await user.click(within(shown).getByRole("button", { name: /^Remove the export/ }));
    await user.click(await screen.findByRole("button", { name: "Remove it" }, patience));

    await waitFor(() => expect(within(shown).getAllByText("Its file is removed")).toHaveLength(2), patience);
    expect(within(shown).queryByRole("link")).toBeNull();
  }, 60_000);

  it("is nothing for who may only change the practice", async () => {
    open("/practices", "supervisor", "idle");

    await screen.findByRole("region", { name: "Verifying callers" }, patience);
    expect(screen.queryByRole("region", { name: "Everything this practice owns" })).toBeNull();
  });
});
