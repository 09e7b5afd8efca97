import { describe, expect, it } from "vitest";
import type { DeskSubject, Disposition } from "../src/api/types";
import { callerWords } from "../src/desk/bar/BarLine";
import { parseBornOn } from "../src/desk/person/bornOn";
import { peopleOf, rowsFor } from "../src/desk/person/people";
import { dialTarget } from "../src/desk/work/dialTarget";
import { targetRows } from "../src/desk/work/targets";
import { chipsOf } from "../src/desk/wrapUp/DispositionChips";
import { followUpTimes, localField } from "../src/desk/wrapUp/followUpTimes";
import { nextOf } from "../src/desk/wrapUp/NextChoice";
import { openingWords } from "../src/desk/wrapUp/Script";
import { connectionWords } from "../src/foundation/connectionWords";
import { agentMe, dispositions } from "./fake/data";
import { deskCall } from "./fake/people";

const today = "2026-11-24";

describe("a date of birth", () => {
  it.each([
    ["02/14/1980", "1980-02-14"],
    ["2-14-80", "1980-02-14"],
    ["2/4/19", "2019-02-04"],
    ["02141980", "1980-02-14"],
    ["Feb 14, 1980", "1980-02-14"],
    ["february 14 80", "1980-02-14"],
    ["1980-02-14", "1980-02-14"],
    [" 12.31.1955 ", "1955-12-31"],
    ["11/24/26", "2026-11-24"],
    ["11/25/26", "1926-11-25"],
    ["02/29/2024", "2024-02-29"],
  ])("%s is read as %s", (typed, born) => expect(parseBornOn(typed, today)).toBe(born));

  it.each(["", "14/02/1980", "02/30/1980", "02/29/2023", "11/25/2026", "1/1/1850", "Foo 14 1980", "1980", "2/14"])(
    "%s is no date of birth",
    (typed) => expect(parseBornOn(typed, today)).toBeNull(),
  );
});

describe("the persons of a call", () => {
  const subject = (patientId: string): DeskSubject => ({
    patientId,
    name: patientId,
    verified: false,
    person: null,
    vip: false,
  });

  it("begin with the only possible match, which is not taken for the person", () => {
    const call = deskCall();

    expect(peopleOf(call)[0]?.patientId).toBe("pt-1");
    expect(rowsFor(call, [{ patientId: null, disposition: "d" }])).toEqual([{ patientId: null, disposition: "d" }]);
  });

  it("keep their dispositions when another is added or one is taken out", () => {
    const call = { ...deskCall(), bound: "a", subjects: [subject("a"), subject("b")] };

    const first = rowsFor(call, [{ patientId: null, disposition: "chosen before" }]);
    expect(first.map((row) => [row.patientId, row.disposition])).toEqual([
      ["a", "chosen before"],
      ["b", null],
    ]);
    const rest = rowsFor({ ...call, bound: "b", subjects: [subject("b")] }, [
      { patientId: "a", disposition: "one" },
      { patientId: "b", disposition: "two" },
    ]);
    expect(rest.map((row) => [row.patientId, row.disposition])).toEqual([["b", "two"]]);
  });
});

describe("what the desk says", () => {
  const [call] = [agentMe().call].filter((each) => each !== null && each !== undefined);

  it("tells who calls, with how many people share the number", () => {
    expect(call && callerWords(call, { peopleOnNumber: 4 })).toBe(
      "Caller (512) 555-0142, 4 people on this number, waited 0:36",
    );
  });

  it("says first whose sound is poor", () => {
    expect(call && callerWords({ ...call, poorSound: "caller" }, null)).toBe(
      "The other side's sound is poor, Caller (512) 555-0142, waited 0:36",
    );
    expect(call && callerWords({ ...call, poorSound: "agent" }, null)).toMatch(/^Your sound is poor, Caller/);
  });

  it("greets with the practice", () => {
    expect(call && openingWords(call, "Dana Brooks")).toBe(
      "“Thank you for calling Bayview Eye, this is Dana. How may I help you?”",
    );
  });

  it("tells that a call goes on without the server", () => {
    const now = Date.parse("2026-11-24T10:00:00Z");
    expect(connectionWords({ kind: "lost", lostAt: now - 7000 }, now, true)).toBe(
      "Server lost 0:07, call continues, notes kept",
    );
  });

  it("comes to ready after a call unless the agent chose otherwise", () => {
    expect(nextOf({})).toEqual({ state: "ready" });
    expect(nextOf({ nextState: { state: "away", reason: null } })).toEqual({ state: "away", reason: "Break" });
    expect(nextOf({ nextState: { state: "signedOut", reason: null } })).toEqual({ state: "signedOut" });
  });
});

describe("where a call can go", () => {
  it("is a service that always connects, or a number that can exist", () => {
    expect(["911", "988", "933", "912", "512 555 0142"].map(dialTarget)).toEqual([
      "911",
      "988",
      "933",
      null,
      "+15125550142",
    ]);
  });

  it("lists a typed number first, then agents with their state, then queues", () => {
    const rows = targetRows(
      {
        agents: [{ id: "a", name: "Robin Hale", state: "onHold", queues: ["Billing"] }],
        queues: [{ id: "q", name: "Nurse line", waiting: 2, ready: 1, longest: 48 }],
        directory: [],
      },
      "5125550142",
    );

    expect(rows.map((row) => `${row.name}: ${row.detail}`)).toEqual([
      "(512) 555-0142: as typed",
      "Robin Hale: On hold, Billing",
      "Nurse line: 2 waiting, longest 0:48, 1 ready",
    ]);
  });
});

it("911 can be brought into a call", () => {
  expect(targetRows(undefined, "911").map((row) => row.to)).toEqual([{ number: "911" }]);
});

it("a call-back is promised for an hour, an afternoon or the next workday, never a weekend", () => {
  const friday = new Date(2026, 10, 27, 10, 30);

  expect(followUpTimes(friday.getTime()).map((time) => [time.label, localField(time.at)])).toEqual([
    ["In an hour", "2026-11-27T11:30"],
    ["Today 15:00", "2026-11-27T15:00"],
    ["Next workday 9:00", "2026-11-30T09:00"],
  ]);
});

describe("the favourite dispositions", () => {
  const favourite = ({ key, reason }: { key: string; reason: string | null }) => ({
    key,
    path: "",
    label: reason ?? "",
  });

  it("stand on their chips with what leads to them, and alone only where no other has that leaf", () => {
    const [fax, office] = dispositions;
    const other = { ...dispositions[0], key: "k", reason: "Existing patient" } as Disposition;
    const rows = [...dispositions, other];

    const chips = chipsOf(
      [fax, office, other].map((row) => favourite(row as Disposition)),
      rows,
    );

    expect(chips).toMatchObject([
      { above: "Appointed › New patient", leaf: "Fax", path: "Appointed › New patient › Fax", alone: false },
      { above: "Appointed › New patient", leaf: "Provider office call", alone: true },
      { above: "Appointed › Existing patient", leaf: "Fax", alone: false },
    ]);
  });

  it("have their label until the tree is here", () => {
    expect(chipsOf([{ key: "k", path: "", label: "Appointed: Fax" }], [])).toMatchObject([
      { above: "", leaf: "Appointed: Fax", path: "Appointed: Fax" },
    ]);
  });
});
