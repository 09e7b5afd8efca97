import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WrapUp } from "../src/api/types";
import { saveEvery, WrapUpDraft, type WrapUpFields } from "../src/dispositions/draft";
import { ApiError } from "../src/foundation/api";

const empty: WrapUpFields = {
  callerType: null,
  reason: "",
  source: "",
  resolved: null,
  notes: "",
  subjects: [],
  followUp: null,
};
const lost = new ApiError(0, "The server cannot be reached");

function drafting(...outcomes: ("ok" | ApiError)[]) {
  const sent: WrapUp[] = [];
  const draft = new WrapUpDraft(empty, async (body) => {
    sent.push(body);
    const outcome = outcomes.shift() ?? "ok";
    if (outcome !== "ok") throw outcome;
  });
  return { draft, sent };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a wrap-up being written", () => {
  it("is saved two seconds after the first change, with what was typed since", async () => {
    const { draft, sent } = drafting();

    draft.change({ notes: "Asked" });
    await vi.advanceTimersByTimeAsync(1500);
    draft.change({ notes: "Asked for Tuesday" });
    await vi.advanceTimersByTimeAsync(500);

    expect(sent.map((body) => body.notes)).toEqual(["Asked for Tuesday"]);
    expect(draft.snapshot().save.kind).toBe("saved");
    expect(draft.unsaved).toBe(false);
  });

  it("is not sent again while nothing changes", async () => {
    const { draft, sent } = drafting();

    draft.change({ notes: "Asked" });
    await vi.advanceTimersByTimeAsync(60_000);

    expect(sent).toHaveLength(1);
  });

  it("keeps the text when the server is lost, and saves it when the server is back", async () => {
    const { draft, sent } = drafting(lost, lost);

    draft.change({ notes: "Asked" });
    await vi.advanceTimersByTimeAsync(saveEvery);
    expect(draft.snapshot()).toEqual({
      fields: { ...empty, notes: "Asked" },
      save: { kind: "failed", why: "The server cannot be reached" },
    });
    await vi.advanceTimersByTimeAsync(10_000);

    expect(sent).toHaveLength(3);
    expect(draft.snapshot().save.kind).toBe("saved");
    expect(draft.snapshot().fields.notes).toBe("Asked");
  });

  it("waits for a change when the server refuses it", async () => {
    const { draft, sent } = drafting(new ApiError(400, "Subjects must name a person only once"));

    draft.change({ notes: "Asked" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    draft.change({ notes: "Asked again" });
    await vi.advanceTimersByTimeAsync(saveEvery);

    expect(sent).toHaveLength(2);
    expect(draft.snapshot().save.kind).toBe("saved");
  });

  it("saves what was typed while an earlier save was under way", async () => {
    let answer = () => {};
    const sent: WrapUp[] = [];
    const draft = new WrapUpDraft(empty, (body) => {
      sent.push(body);
      return new Promise<void>((resolve) => {
        answer = resolve;
      });
    });

    draft.change({ notes: "One" });
    await vi.advanceTimersByTimeAsync(saveEvery);
    draft.change({ notes: "One two" });
    answer();
    await vi.advanceTimersByTimeAsync(saveEvery);

    expect(sent.map((body) => body.notes)).toEqual(["One", "One two"]);
  });

  it("is finished with everything in one request, and stays open when that fails", async () => {
    const { draft, sent } = drafting(new ApiError(409, "The call is still running"));

    draft.change({ notes: "Asked", resolved: true });
    await expect(draft.finish({ nextState: "away", nextReason: "Break" })).rejects.toThrow("still running");

    expect(sent[0]).toMatchObject({
      notes: "Asked",
      resolved: true,
      done: true,
      nextState: "away",
      nextReason: "Break",
    });
    expect(draft.snapshot().fields.notes).toBe("Asked");
    expect(draft.unsaved).toBe(true);
  });

  it("sends nothing more once it is another person's, not even what was being tried again", async () => {
    const { draft, sent } = drafting(lost, lost);

    draft.change({ notes: "Asked" });
    await vi.advanceTimersByTimeAsync(saveEvery);
    draft.abandon();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(sent).toHaveLength(1);
  });

  it("sends nothing more where it was abandoned during an attempt", async () => {
    const sent: WrapUp[] = [];
    let fail = (_: ApiError) => {};
    const draft = new WrapUpDraft(empty, (body) => {
      sent.push(body);
      return new Promise<void>((_, reject) => {
        fail = reject;
      });
    });

    draft.change({ notes: "Asked" });
    await vi.advanceTimersByTimeAsync(saveEvery);
    draft.abandon();
    fail(lost);
    await vi.advanceTimersByTimeAsync(60_000);

    expect(sent).toHaveLength(1);
  });

  it("does not let a refetch overwrite what was typed", () => {
    const { draft } = drafting();

    draft.change({ notes: "Asked" });
    draft.refresh({ ...empty, notes: "Older" });

    expect(draft.snapshot().fields.notes).toBe("Asked");
  });
});
