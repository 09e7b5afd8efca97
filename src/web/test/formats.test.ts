import { describe, expect, it } from "vitest";
import * as f from "../src/foundation/formats";

const now = Date.parse("2026-11-22T15:42:07Z");
const chicago = "America/Chicago";

describe("durations", () => {
  it.each([
    [0, "0:00"],
    [48, "0:48"],
    [725, "12:05"],
    [3723, "1:02:03"],
    [59.6, "1:00"],
    [-3, "0:00"],
    [null, "–"],
  ])("%s seconds read %s", (seconds, words) => {
    expect(f.duration(seconds)).toBe(words);
  });
});

describe("numbers to call", () => {
  it.each([
    ["(512) 555-0100", "+15125550100"],
    ["1 512 555 0100", "+15125550100"],
    ["+15125550100", "+15125550100"],
    ["+44 20 7946 0018", "+442079460018"],
    ["112 555 0100", null],
    ["512 155 0100", null],
    ["555-0100", null],
    ["+1 512 155 0100", null],
    ["512 555 0100 ext 2", null],
    ["", null],
  ])("%s is %s", (typed, number) => {
    expect(f.parseNumber(typed)).toBe(number);
  });

  it("reads a national number with brackets, another as it is", () => {
    expect(f.phoneNumber("+15125550100")).toBe("(512) 555-0100");
    expect(f.phoneNumber("anonymous")).toBe("Withheld");
    expect(f.phoneNumber("frontdesk")).toBe("frontdesk");
  });
});

describe("times", () => {
  it("says today and yesterday by the calendar of the zone", () => {
    expect(f.dayTime("2026-11-22T15:10:00Z", now, chicago)).toBe("Today 09:10");
    expect(f.dayTime("2026-11-22T05:30:00Z", now, chicago)).toBe("Yesterday 23:30");
    expect(f.dayTime("2026-11-19T16:42:00Z", now, chicago)).toBe("Nov 19, 10:42");
    expect(f.dayTime("2025-11-19T16:42:00Z", now, chicago)).toBe("Nov 19, 2025, 10:42");
  });

  it("names the zone in words", () => {
    expect(f.zoneWords(chicago)).toBe("Central Time");
  });

  it("reads a plain date without shifting it by a zone", () => {
    expect(f.dayWords("2026-11-21")).toBe("Sat, Nov 21");
  });

  it("ends a day where the next begins", () => {
    expect(Date.parse(f.endOfDay("2026-11-21"))).toBe(Date.parse(f.startOfDay("2026-11-22")));
  });
});

describe("due clocks", () => {
  const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();
  it.each([
    [720, "due in 12 min"],
    [-300, "overdue 5 min"],
    [10, "due now"],
    [3 * 3600, "due in 3 h"],
    [-3 * 86_400, "overdue 3 days"],
  ])("%s seconds away reads %s", (seconds, words) => {
    expect(f.dueWords(at(seconds), now)).toBe(words);
  });
});

describe("figures of a report", () => {
  it.each([
    [1240, "count", "1,240"],
    [84.146, "percent", "84.1 %"],
    [95, "seconds", "1:35"],
    [null, "count", "–"],
    [0, "count", "0"],
  ])("%s %s reads %s", (value, unit, words) => {
    expect(f.figure(value, unit)).toBe(words);
  });
});
