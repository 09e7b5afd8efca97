import { MantineProvider } from "@mantine/core";
import { Notifications, notifications } from "@mantine/notifications";
import { MutationObserver } from "@tanstack/react-query";
import { act, render, renderHook, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { forgetDrafts, useDraft } from "../src/dispositions/drafts";
import { ApiError } from "../src/foundation/api";
import { tell, tellFailure } from "../src/foundation/notify";
import { queryClient } from "../src/foundation/queryClient";
import { detail } from "./fake/data";

beforeEach(() => {
  vi.useFakeTimers();
  render(
    <MantineProvider env="test">
      <Notifications />
    </MantineProvider>,
  );
});
afterEach(() => {
  act(() => notifications.clean());
  vi.useRealTimers();
  vi.unstubAllGlobals();
  forgetDrafts();
});

const after = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000));
const fail = () => act(() => tellFailure(new ApiError(500, "The server failed")));
const shown = () => screen.queryByText("The server failed") !== null;
const saves = () => act(() => new MutationObserver(queryClient, { mutationFn: async () => "kept" }).mutate());

it("a failure stands for twelve seconds, and the next one for twelve of its own", async () => {
  fail();
  await after(11);
  expect(shown()).toBe(true);
  fail();
  await after(11);
  expect(shown()).toBe(true);

  await after(2);

  expect(shown()).toBe(false);
});

it("whatever is saved after it closes a failure", async () => {
  fail();

  await saves();
  await after(0.1);

  expect(shown()).toBe(false);
});

it("notes that are saved after all close what was said of them", async () => {
  const call = detail("i-1");
  const answers = [503, 200];
  vi.stubGlobal("fetch", async () => new Response("{}", { status: answers.shift() }));
  const { result } = renderHook(() => useDraft(call));
  act(() => result.current.draft.change({ notes: "Asked for Tuesday" }));
  await after(2);
  fail();
  expect(shown()).toBe(true);

  await after(3);

  expect(result.current.save.kind).toBe("saved");
  expect(shown()).toBe(false);
});

it("what is said of a success stays when more is saved", async () => {
  fail();
  act(() => tell("Saved"));

  await saves();
  await after(0.1);

  expect(screen.getByText("Saved")).toBeTruthy();
});
