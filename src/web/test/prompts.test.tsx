import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { wavOf } from "../src/flows/recordVoice";
import { queryClient } from "../src/foundation/queryClient";
import { routerOver } from "../src/router";
import { fakeFetching } from "./fake/server";

vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

const patience = { timeout: 8000 };

beforeEach(() => {
  queryClient.clear();
  vi.stubGlobal("fetch", fakeFetching("supervisor").fetch);
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={routerOver(createMemoryHistory({ initialEntries: ["/prompts"] }))} />
      </QueryClientProvider>
    </MantineProvider>,
  );
});
afterEach(() => vi.unstubAllGlobals());

const card = (name: string) => screen.findByRole("article", { name }, patience);

it("what is heard now and what comes next is plain", async () => {
  const greeting = await card("Greeting");

  expect(within(greeting).getByText(/We are glad you called/).textContent).toMatch(/^Now: /);
  expect(within(greeting).getByText(/ice storm/).textContent).toMatch(/^Next, /);
  expect(within(greeting).getByText(/by Samuel Okafor/)).toBeTruthy();
  expect(within(greeting).getByRole("button", { name: "Withdraw version 3, Greeting" })).toBeTruthy();
});

it("the history says what a recording was before it was converted", async () => {
  const greeting = await card("Greeting");

  await userEvent.click(within(greeting).getByRole("button", { name: /Versions, 3/ }));

  expect(
    await within(greeting).findByText("A recording of 0:12, converted from 24-bit PCM, 44.1 kHz, stereo"),
  ).toBeTruthy();
  expect(within(greeting).getByRole("button", { name: "Restore version 1, Greeting" })).toBeTruthy();
});

it("an edit that takes out 911 is asked about first", async () => {
  const emergency = await card("Emergency line");
  await userEvent.click(within(emergency).getByRole("button", { name: "Change: Emergency line" }));
  const text = within(emergency).getByLabelText("Words to be spoken: Emergency line");
  await userEvent.clear(text);
  await userEvent.type(text, "Please hold.");

  await userEvent.click(within(emergency).getByRole("button", { name: "Save" }));

  expect(await screen.findByText(/Callers would not be told to dial 911/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Save anyway" }));
  expect(
    await within(await card("Emergency line")).findByRole("button", {
      name: "Change: Emergency line",
      expanded: false,
    }),
  ).toBeTruthy();
});

it("samples from the microphone become a WAV file", () => {
  const view = new DataView(wavOf(new Float32Array([0, 1, -1]), 48_000));

  expect(view.byteLength).toBe(50);
  expect(view.getUint32(24, true)).toBe(48_000);
  expect([0, 1, 2].map((n) => view.getInt16(44 + n * 2, true))).toEqual([0, 32767, -32767]);
});
