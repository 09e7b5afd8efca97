import { describe, expect, it } from "vitest";
import type { Me } from "../src/api/types";
import { firstPageOf, pagesOf } from "../src/foundation/navigation";

const somebody = (...permissions: string[]): Me => ({
  id: "1",
  user: "u",
  name: "U",
  role: { key: "r", title: "R" },
  practices: [],
  permissions: permissions.map((permission) => ({ permission, scope: "own" })),
  isAgent: false,
  hasTown: false,
  keys: {},
});

describe("the menu", () => {
  it("shows an agent the pages of an agent", () => {
    const agent = somebody("agent.work", "interactions.read", "owed.read", "dispositions.read", "queues.read");

    expect(pagesOf(agent).map((page) => page.label)).toEqual(["Desk", "Calls", "Owed", "My day"]);
    expect(firstPageOf(agent)).toBe("/desk");
  });

  it("shows nothing to nobody", () => {
    expect(pagesOf(null)).toEqual([]);
  });

  it("starts somebody who takes no calls at their first page", () => {
    expect(firstPageOf(somebody("reports.read", "audit.read"))).toBe("/today");
  });
});
