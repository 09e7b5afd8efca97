import { describe, expect, it } from "vitest";
import { connectionWords } from "../src/foundation/connectionWords";
import { pauseBefore } from "../src/foundation/live";
import { eventWords } from "../src/interactions/eventWords";
import { missingFirst } from "../src/interactions/MyRecentCalls";
import { queueWords } from "../src/routing/MyQueues";
import { interaction } from "./fake/data";

const now = Date.parse("2026-11-22T10:00:00Z");

describe("words on the screen", () => {
  it("tell a lost server and for how long", () => {
    expect(connectionWords({ kind: "lost", lostAt: now - 7000 }, now)).toBe(
      "Server lost 0:07, reconnecting; what you typed is kept",
    );
  });

  it("tell who waits in a queue", () => {
    expect(queueWords({ name: "Appointments", waiting: 3, longestWaitSeconds: 48 })).toBe(
      "Appointments 3 waiting, longest 0:48",
    );
    expect(queueWords({ name: "Billing", waiting: 0 })).toBe("Billing none waiting");
  });

  it("tell events in plain words, with names and never ids", () => {
    const at = "2026-11-22T10:00:00Z";
    const names = new Map([["a1", "Dana Brooks"]]);
    expect(eventWords({ at, type: "withheld", data: {} }, names)).toBe("The caller withholds the number");
    expect(eventWords({ at, type: "diverted", data: { from: "+15125550140", reason: "user-busy" } }, names)).toBe(
      "Sent on from (512) 555-0140: busy",
    );
    expect(eventWords({ at, type: "diverted", data: { from: "anonymous", reason: "unknown" } }, names)).toBe(
      "Sent on from Withheld",
    );
    expect(
      eventWords({ at, type: "trunkTried", data: { trunk: "Acme", status: 503, why: "Service Unavailable" } }, names),
    ).toBe("Trunk Acme: 503 Service Unavailable");
    expect(eventWords({ at, type: "trunkTried", data: { trunk: "Beta", status: 200, why: "answered" } }, names)).toBe(
      "Trunk Beta: answered",
    );
    expect(eventWords({ at, type: "offered", data: { agent: "a1" } }, names)).toBe("Rang at Dana Brooks");
    expect(eventWords({ at, type: "queued", data: { queue: "0198c2b0-0000-7000-8000-000000000001" } }, names)).toBe(
      "Joined the queue",
    );
    expect(eventWords({ at, type: "played", data: { prompt: "RecordedOutbound" } })).toBe(
      "Heard: Recording announcement of outbound calls",
    );
    expect(eventWords({ at, type: "coached", data: { agent: "a1", mode: "listen" } }, names)).toBe(
      "Listened to by Dana Brooks",
    );
    const heard = { mos: 3.25, lostPercent: 1.5, latePercent: 0.5, jitterMs: 12.4, roundTripMs: null };
    expect(eventWords({ at, type: "quality", data: { agent: null, ...heard } })).toBe(
      "Sound of the other side: poor (MOS 3.3, 2.0 % lost, jitter 12 ms)",
    );
    expect(eventWords({ at, type: "quality", data: { agent: "a1", ...heard, mos: 4.41 } }, names)).toBe(
      "Sound of Dana Brooks: good (MOS 4.4, 2.0 % lost, jitter 12 ms)",
    );
    const suite = { agent: null, ...heard, encryption: "AES_CM_128_HMAC_SHA1_80" };
    expect(eventWords({ at, type: "quality", data: suite })).toMatch(
      /jitter 12 ms\), encrypted by AES_CM_128_HMAC_SHA1_80$/,
    );
    expect(eventWords({ at, type: "quality", data: { ...suite, encryption: "none" } })).toMatch(
      /, not encrypted \(RTP\)$/,
    );
    expect(eventWords({ at, type: "hungUp", data: { by: "caller", cause: null } })).toBe("The caller hung up");
    expect(eventWords({ at, type: "ended", data: null })).toBe("Ended");
  });
});

it("reconnecting starts at once and never waits more than ten seconds", () => {
  expect([0, 1, 2, 3, 9].map(pauseBefore)).toEqual([0, 1000, 2000, 4000, 10_000]);
});

it("calls without a wrap-up come first, then the newest", () => {
  const calls = [{ ...interaction(1) }, { ...interaction(5), subjects: [] }, { ...interaction(3), subjects: [] }];

  expect(missingFirst(calls).map((call) => call.id)).toEqual(["i-3", "i-5", "i-1"]);
});
