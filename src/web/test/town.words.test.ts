import { describe, expect, it } from "vitest";
import type { TownColumn } from "../src/api/types";
import { figureWords, runningWords, summaryWords, verdictWords } from "../src/demo/words";

const column = (verdict: TownColumn["verdict"], words = ""): TownColumn => ({
  key: "received",
  title: "Calls Received",
  unit: "calls",
  report: 40,
  town: 39,
  verdict,
  words,
});

describe("what the town's page says", () => {
  it("says a difference in words", () =>
    expect(verdictWords(column("different", "the report has 1 call more than the town"))).toBe(
      "Different: the report has 1 call more than the town",
    ));

  it("counts the columns that differ", () =>
    expect(summaryWords(3, [column("equal"), column("different"), column("unseen")])).toBe(
      "1 of 3 columns differs, 1 cannot be known to the town.",
    ));

  it("says that all are equal", () =>
    expect(summaryWords(3, [column("equal"), column("equal")])).toBe("All 2 columns are equal."));

  it("calls nothing equal before the first call is over", () =>
    expect(summaryWords(0, [column("equal")])).toBe("No call of the town is over yet."));

  it("does not round what is compared", () => {
    expect(figureWords(66.67, "percent")).toBe("66.67 %");
    expect(figureWords(12.4, "seconds")).toBe("12.4 s");
    expect(figureWords(null, "calls")).toBe("–");
  });

  it("says which calls are left out", () => expect(runningWords(0)).toBe("No call runs now."));
});
