import { render } from "@testing-library/react";
import { useLayoutEffect } from "react";
import { expect, it, vi } from "vitest";
import { chordOf } from "../src/foundation/keys";
import { useKeys } from "../src/foundation/useKeys";

const press = (key: string) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));

function Keyed({ answer }: { answer: () => void }) {
  useKeys({ answer });
  return null;
}

/** An agent so quick that the key is down before React's passive effects have run. */
function QuickHand({ frame }: { frame: number }) {
  useLayoutEffect(() => {
    if (frame > 0) press("F2");
  }, [frame]);
  return null;
}

it("a key works in the very frame that shows it", () => {
  const answer = vi.fn();

  render(
    <>
      <Keyed answer={answer} />
      <QuickHand frame={1} />
    </>,
  );

  expect(answer).toHaveBeenCalledOnce();
});

it("a key does what the frame on the screen says, not what the one before said", () => {
  const [dial, answer] = [vi.fn(), vi.fn()];
  const shown = (frame: number, does: () => void) => (
    <>
      <Keyed answer={does} />
      <QuickHand frame={frame} />
    </>
  );

  const { rerender } = render(shown(0, dial));
  rerender(shown(1, answer));

  expect(dial).not.toHaveBeenCalled();
  expect(answer).toHaveBeenCalledOnce();
});

it("a key is gone with what showed it", () => {
  const answer = vi.fn();

  render(<Keyed answer={answer} />).unmount();
  press("F2");

  expect(answer).not.toHaveBeenCalled();
});

it.each([
  [{ key: "F2" }, "F2"],
  [{ key: "v", code: "KeyV", altKey: true }, "Alt+V"],
  [{ key: "√", code: "KeyV", altKey: true }, "Alt+V"],
  [{ key: "à", code: "Digit9", altKey: true }, "Alt+9"],
  [{ key: "k", metaKey: true }, "Ctrl+K"],
  [{ key: "Enter", ctrlKey: true, shiftKey: true }, "Ctrl+Shift+Enter"],
  [{ key: "Alt", altKey: true }, null],
])("the press %o is written %s", (init, chord) => {
  expect(chordOf(new KeyboardEvent("keydown", init))).toBe(chord);
});
