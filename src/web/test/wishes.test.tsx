import { notifications } from "@mantine/notifications";
import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { forgetDrafts } from "../src/dispositions/drafts";
import { queryClient } from "../src/foundation/queryClient";
import { phone } from "../src/phone/phone";
import { open, patience } from "./opened";

// There is no hub to connect to; a live update is said by hand.
vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  notifications.clean();
  forgetDrafts();
});

/** The desk before a server that does what is asked, matching `what`, only when it is let. */
async function slow(what: RegExp, scene = "verified") {
  const opened = open("/desk", "agent1", scene);
  await screen.findByRole("region", { name: "Current call" }, patience);
  const answering = globalThis.fetch;
  const waiting: (() => void)[] = [];
  const refusal = { status: 200 };
  const done = { does: () => {} };
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === "GET" || !what.test(request.url)) return answering(request);
    await new Promise<void>((resolve) => waiting.push(resolve));
    if (refusal.status === 200) {
      const answer = await answering(request);
      done.does();
      return answer;
    }
    return Response.json({ title: "The call has moved on" }, { status: refusal.status });
  });
  return {
    ...opened,
    user: userEvent.setup(),
    waiting,
    refuse: () => Object.assign(refusal, { status: 409 }),
    /** Runs when it is done, before the page hears of it. */
    whenDone: (does: () => void) => Object.assign(done, { does }),
    /** Lets the oldest of what was asked be done. */
    release: async () => {
      await waitFor(() => expect(waiting.length).toBeGreaterThan(0), patience);
      waiting.shift()?.();
    },
  };
}

const button = (name: RegExp) => screen.findByRole("button", { name }, patience);
const settled = () => waitFor(() => expect(queryClient.isMutating()).toBe(0), patience);
const live = () => act(() => queryClient.invalidateQueries({ queryKey: ["me"] }));

it.each([
  ["{F9}", /hold$/, "verified", /^Resume/, /^On hold/],
  ["{F9}", /resume$/, "held", /^Hold/, /^On call/],
  ["{F8}", /mute$/, "verified", /^Unmute/, /^On call/],
  ["{Alt>}x{/Alt}", /hangup$/, "verified", /^Save and next/, /^Wrap-up/],
])("%s shows at once, and no live update in between takes it back", async (keys, what, scene, word, state) => {
  const { user, release, waiting } = await slow(what, scene);

  await user.keyboard(keys);
  await button(word);
  await button(state);
  expect(waiting).toHaveLength(1);
  await live();
  expect(screen.queryByRole("button", { name: word })).toBeTruthy();

  await release();
  await settled();
  expect(screen.queryByRole("button", { name: word })).toBeTruthy();
});

it("what the server refuses goes back to how it was, with its words", async () => {
  const { user, release, refuse } = await slow(/hold$/);
  await user.keyboard("{F9}");
  await button(/^Resume/);

  refuse();
  await release();

  expect(await screen.findByText("The call has moved on", {}, patience)).toBeTruthy();
  expect(await button(/^Hold/)).toBeTruthy();
});

it("two presses before the server has answered one end where they began", async () => {
  const { user, release, state } = await slow(/hold$|resume$/);

  await user.keyboard("{F9}{F9}");
  await button(/^Hold/);
  await release();
  await release();
  await settled();

  expect(state.asked.map(({ what }) => what).filter((what) => /hold|resume/.test(what))).toEqual([
    "POST /api/calls/i-1/hold",
    "POST /api/calls/i-1/resume",
  ]);
  expect(state.agent.state).toBe("onCall");
  expect(await button(/^Hold/)).toBeTruthy();
});

it("the second of two presses asks for nothing when the first was refused", async () => {
  const { user, release, refuse, waiting } = await slow(/hold$|resume$/);

  await user.keyboard("{F9}{F9}");
  refuse();
  await release();
  await settled();

  expect(waiting).toEqual([]);
  expect(await button(/^Hold/)).toBeTruthy();
});

it("the page's own microphone is silent before the server answers", async () => {
  const muted = vi.spyOn(phone, "mute");
  const { user, release } = await slow(/mute$/);

  await user.keyboard("{F8}");

  expect(muted).toHaveBeenCalledExactlyOnceWith(true);
  await release();
  await settled();
});

it("a call whose end comes some time after the hang-up was taken does not come back in between", async () => {
  const { user, release, state, whenDone } = await slow(/hangup$/);
  const before = { ...state.agent, call: { ...state.agent.call } };
  let after: typeof state.agent | undefined;
  whenDone(() => {
    after = { ...state.agent };
    Object.assign(state.agent, before);
  });
  await user.keyboard("{Alt>}x{/Alt}");
  await release();
  await waitFor(() => expect(after?.state).toBe("wrapUp"), patience);
  await live();

  expect(await button(/^Save and next/)).toBeTruthy();
  Object.assign(state.agent, after);
  await live();
  await settled();
  expect(await button(/^Save and next/)).toBeTruthy();
});

it("save and next pressed over a hang-up under way waits for it", async () => {
  const { user, release, state } = await slow(/hangup$/);
  await user.keyboard("{Alt>}x{/Alt}");
  await button(/^Save and next/);

  await user.keyboard("{Alt>}1{/Alt}{Control>}{Enter}{/Control}");
  expect(state.asked.filter(({ body }) => (body as { done?: boolean }).done)).toEqual([]);
  await release();

  await waitFor(() => expect(state.agent.state).toBe("ready"), patience);
});

it("a call is answered on the screen when the key is pressed", async () => {
  const { user, release } = await slow(/answer$/, "ringing");

  await user.keyboard("{F2}");

  expect(await button(/^On call/)).toBeTruthy();
  await release();
  await settled();
});

it("away shows at once, and goes back where the server refuses it", async () => {
  const { user, release, refuse } = await slow(/me\/state$/, "idle");

  await user.click(await button(/^Ready/));
  await user.click(await screen.findByRole("menuitem", { name: "Lunch" }, patience));
  expect(await button(/^Away: Lunch/)).toBeTruthy();
  refuse();
  await release();

  expect(await screen.findByText("The call has moved on", {}, patience)).toBeTruthy();
  expect(await button(/^Ready/)).toBeTruthy();
});
