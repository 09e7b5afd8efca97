import { notifications } from "@mantine/notifications";
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { KeyName } from "../src/foundation/keys";
import { changeKey, chordNow, loadKeys, refusalOf } from "../src/foundation/ownKeys";
import { open, patience } from "./opened";

// There is no hub to connect to; the words of a lost server are tested by themselves.
vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => {
  vi.unstubAllGlobals();
  notifications.clean();
  loadKeys({});
});

const standard = { hold: "F9", mute: "F8", search: "Ctrl+K", save: "Ctrl+Enter" } as Parameters<typeof refusalOf>[2];

/** Opens the map with the desk behind it and asks to change hold. */
async function changeHold() {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "verified");
  await screen.findByRole("button", { name: /^Hold/ }, patience);
  await user.keyboard("?");
  await user.click(await screen.findByRole("button", { name: /^Change the key for: Hold/ }, patience));
  const bodiesOf = (path: string) => state.asked.filter(({ what }) => what.endsWith(path)).map(({ body }) => body);
  return { user, held: () => bodiesOf("/hold").length, kept: () => bodiesOf("/session/keys") };
}

describe("a key of one's own", () => {
  it("is shown on map, button and footer, works, and takes the place of the standard one", async () => {
    const { user, held } = await changeHold();

    await user.keyboard("{Alt>}h{/Alt}{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull(), patience);
    const button = screen.getByRole("button", { name: /^Hold/ });
    expect(within(button).getByText("Alt+H")).toBeTruthy();

    await user.keyboard("{F9}");
    expect(held()).toBe(0);
    await user.keyboard("{Alt>}h{/Alt}");
    await waitFor(() => expect(held()).toBe(1), patience);
  });

  it("is not taken by Esc, which leaves the map open", async () => {
    const { user } = await changeHold();

    await user.keyboard("{Escape}");

    expect(chordNow("hold")).toBe("F9");
    expect(await screen.findByRole("button", { name: /^Change the key for: Hold/ }, patience)).toBeTruthy();
  });

  it("is refused in words where another has it, and nothing else hears the press", async () => {
    const { user, held } = await changeHold();

    await user.keyboard("{F8}");
    expect(await screen.findByText("F8 is taken: Mute or unmute. Press another.", {}, patience)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Unmute/ })).toBeNull();
    await user.keyboard("{F5}");
    expect(await screen.findByText(/F5 belongs to the browser or the screen reader/, {}, patience)).toBeTruthy();

    expect([chordNow("hold"), held()]).toEqual(["F9", 0]);
  });

  it("goes back to the standard with all others", async () => {
    const { user, kept } = await changeHold();
    act(() => void changeKey("answer", "Alt+A"));
    await user.keyboard("{Alt>}h{/Alt}");
    expect(await screen.findByText("Hold or resume (standard: F9)", {}, patience)).toBeTruthy();

    await user.click(screen.getByRole("button", { name: "Back to standard keys" }));

    expect([chordNow("answer"), chordNow("hold")]).toEqual(["F2", "F9"]);
    await waitFor(() => expect(kept().at(-1)).toEqual({ keys: {} }), patience);
  });

  it("is kept by the server, and is the one of who signs in", async () => {
    const { user, kept } = await changeHold();
    await user.keyboard("{Alt>}h{/Alt}");
    await waitFor(() => expect(kept()).toEqual([{ keys: { hold: "Alt+H" } }]), patience);

    loadKeys({});
    expect(chordNow("hold")).toBe("F9");
    loadKeys({ hold: "Alt+H" });
    expect(chordNow("hold")).toBe("Alt+H");
  });

  it.each([
    ["hold", "F8"],
    ["hold", "F5"],
    ["hold", "Alt+3"],
    ["disposition", "Alt+Z"],
    ["gone", "Alt+Z"],
  ])("is the standard one where the server has %s at %s", (name, chord) => {
    loadKeys({ [name]: chord });

    expect([chordNow("hold"), chordNow("disposition")]).toEqual(["F9", "Alt+1 to 8"]);
  });
});

describe("a chord", () => {
  it.each(["F1", "F3", "F7", "F10", "F12", "Alt+F4", "Alt+D", "Alt+E", "Alt+F", "Ctrl+T", "Ctrl+C", "Ctrl+Shift+K"])(
    "%s belongs to the browser or the screen reader",
    (chord) => expect(refusalOf("hold", chord, standard)).toMatch(/belongs to the browser/),
  );

  it.each(["K", "Enter", "Shift+K", "Alt+ArrowLeft", "Alt+Tab", " "])("%s cannot be used", (chord) =>
    expect(refusalOf("hold", chord, standard)).toMatch(/cannot be used/),
  );

  it.each([
    ["mute", "F9"],
    ["hold", "Ctrl+K"],
    ["hold", "Alt+1"],
    ["emergency", "Alt+8"],
  ] satisfies [KeyName, string][])("of %s is not %s, which is taken", (name, chord) =>
    expect(refusalOf(name, chord, standard)).toMatch(/is taken/),
  );

  it.each(["F9", "F2", "Alt+H", "Alt+0"])("%s can be taken, also where it is the key's own", (chord) =>
    expect(refusalOf("hold", chord, standard)).toBeNull(),
  );
});
