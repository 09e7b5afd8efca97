import { describe, expect, it } from "vitest";
import { pathIn } from "../src/foundation/search";
import { readCallsSearch } from "../src/interactions/callsSearch";

describe("what may stand in a URL", () => {
  it("is ids, dates and words of a list, nothing else", () => {
    const read = readCallsSearch({
      from: "2026-11-21",
      to: "yesterday",
      practice: "0198c2b0-0000-7000-8000-000000000001",
      direction: "inbound",
      outcome: "happy",
      q: "+15125550100",
      page: "2",
    });

    const kept = Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
    expect(kept).toEqual({
      from: "2026-11-21",
      practice: "0198c2b0-0000-7000-8000-000000000001",
      direction: "inbound",
      page: 2,
    });
  });

  it("never leads to another site after the sign-in", () => {
    expect(pathIn({ next: "/calls?page=2" }, "next")).toBe("/calls?page=2");
    expect(pathIn({ next: "//evil.example" }, "next")).toBeUndefined();
    expect(pathIn({ next: "/\\evil.example" }, "next")).toBeUndefined();
    expect(pathIn({ next: "https://evil.example" }, "next")).toBeUndefined();
  });
});
