import { notifications } from "@mantine/notifications";
import { renderHook } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { useToldOfSignOut } from "../src/agents/signedOut";
import type { AgentMe } from "../src/api/types";
import type { Connection } from "../src/foundation/live";

let connection: Connection = { kind: "live" };
vi.mock("../src/foundation/live", () => ({ useConnection: () => connection }));

afterEach(() => {
  connection = { kind: "live" };
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const opened = (state: AgentMe["state"]) => {
  const show = vi.spyOn(notifications, "show");
  const { rerender } = renderHook((now: AgentMe["state"]) => useToldOfSignOut({ state: now } as AgentMe), {
    initialProps: state,
  });
  const goes = (next: Connection, now: AgentMe["state"]) => {
    connection = next;
    rerender(now);
  };
  return { show, goes };
};

it("whoever a restart signed out is told", () => {
  const { show, goes } = opened("ready");

  goes({ kind: "lost", lostAt: 0 }, "ready");
  goes({ kind: "live" }, "ready");
  expect(show).not.toHaveBeenCalled();
  goes({ kind: "live" }, "signedOut");

  expect(show).toHaveBeenCalledOnce();
  goes({ kind: "live" }, "signedOut");
  expect(show).toHaveBeenCalledOnce();
});

it("whoever signs out by themselves is told nothing, also a while after a connection that broke", () => {
  vi.useFakeTimers();
  const { show, goes } = opened("ready");
  goes({ kind: "lost", lostAt: 0 }, "ready");
  goes({ kind: "live" }, "ready");
  vi.advanceTimersByTime(6000);

  goes({ kind: "live" }, "signedOut");

  expect(show).not.toHaveBeenCalled();
});
