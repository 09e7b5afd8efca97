import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { WrapUpTimer } from "../src/desk/wrapUp/WrapUpTimer";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-24T15:00:19Z") }));

afterEach(() => void vi.useRealTimers());

const shown = (state: "wrapUp" | "onCall", wrapUpSeconds: number) => {
  render(
    <MantineProvider env="test">
      <WrapUpTimer agent={{ state, since: "2026-11-24T15:00:00Z" }} call={{ wrapUpSeconds }} />
    </MantineProvider>,
  );
  return screen.queryByRole("timer");
};

it.each([
  [60, "0:41 left", ["wrapTimer"]],
  [120, "1:41 left", ["wrapTimer"]],
  [30, "0:11 left", ["wrapTimer", "soon"]],
  [10, "0:09 over", ["wrapTimer", "over"]],
])("after 19 of the %i seconds that the queue gives stands %s", (given, words, looks) => {
  const timer = shown("wrapUp", given);

  expect(timer?.textContent).toBe(words);
  expect(["wrapTimer", "soon", "over"].filter((look) => timer?.classList.contains(look))).toEqual(looks);
});

it("no clock runs while the call does", () => {
  expect(shown("onCall", 60)).toBeNull();
});
