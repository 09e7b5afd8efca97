import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError, api, ask, fieldWords, toApiError, whenSignedOut } from "../src/foundation/api";

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify(body), { status, headers }));

async function refusal(request: Promise<unknown>): Promise<ApiError> {
  const error = await request.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof ApiError)) throw new Error("expected a refusal");
  return error;
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  whenSignedOut(() => {});
});

describe("what the server refuses", () => {
  it("is said with its title and detail", async () => {
    answer(422, { title: "Your phone is not reachable", detail: "It last registered at 10:41." });

    const error = await refusal(ask(api.PUT("/api/agents/me/state", { body: { state: "ready" } })));

    expect(error.status).toBe(422);
    expect(error.message).toBe("Your phone is not reachable. It last registered at 10:41.");
    expect(error.passing).toBe(false);
  });

  it("names the fields of a bad request instead of the framework's title", () => {
    const error = toApiError(
      400,
      { title: "One or more validation errors occurred.", errors: { notes: ["must be 8000 characters at most"] } },
      new Headers(),
    );

    expect(error.message).toBe("Notes must be 8000 characters at most");
    expect(fieldWords(error)).toEqual({ notes: "must be 8000 characters at most" });
  });

  it("has words of its own where the server gives none", () => {
    expect(toApiError(403, null, new Headers()).message).toBe("Your role does not allow this");
    expect(toApiError(502, "<html>", new Headers()).message).toBe("The server failed");
  });

  it("tells how long a lock lasts, from the body or the header", () => {
    expect(toApiError(423, { title: "Locked", retryAfter: 272 }, new Headers()).retryAfter).toBe(272);
    expect(toApiError(429, {}, new Headers({ "Retry-After": "9" })).retryAfter).toBe(9);
  });

  it("may pass when nobody answered", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));

    const error = await refusal(ask(api.GET("/api/queues")));

    expect(error.message).toBe("The server cannot be reached");
    expect(error.passing).toBe(true);
  });
});

describe("every request", () => {
  it("that changes something carries the header against forgery", async () => {
    const asked: Request[] = [];
    vi.stubGlobal("fetch", async (request: Request) => {
      asked.push(request);
      return new Response("{}");
    });

    await ask(api.GET("/api/queues"));
    await ask(api.POST("/api/calls", { body: { to: "+15125550100" } }));

    expect(asked.map((request) => request.headers.get("X-Kindline"))).toEqual([null, "1"]);
  });

  it("that the page makes by itself at an empty desk keeps no session alive", async () => {
    const asked: Request[] = [];
    vi.stubGlobal("fetch", async (request: Request) => {
      asked.push(request);
      return new Response("{}");
    });
    vi.useFakeTimers({ toFake: ["Date"] });

    window.dispatchEvent(new Event("keydown"));
    await ask(api.GET("/api/queues"));
    vi.setSystemTime(Date.now() + 11_000);
    await ask(api.GET("/api/queues"));
    window.dispatchEvent(new Event("pointermove"));
    await ask(api.GET("/api/queues"));

    expect(asked.map((request) => request.headers.get("X-Kindline-Background"))).toEqual([null, "1", null]);
  });

  it("that finds the session gone says so once, but not the sign-in itself", async () => {
    const signedOut = vi.fn();
    whenSignedOut(signedOut);
    answer(401, { title: "Wrong name or password" });

    await refusal(ask(api.POST("/api/session", { body: { user: "agent1", password: "x" } })));
    await refusal(ask(api.GET("/api/queues")));

    expect(signedOut).toHaveBeenCalledTimes(1);
  });
});
