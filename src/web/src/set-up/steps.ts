import type { SetUp, SetUpPractice } from "../api/types";

export const steps = ["practice", "queues", "people", "number", "carrier", "call"] as const;

export type Step = (typeof steps)[number];

export const stepNames: { [step in Step]: string } = {
  practice: "Practice",
  queues: "Queues",
  people: "People",
  number: "Number",
  carrier: "Carrier",
  call: "First call",
};

/** What there is of a step already, in words; null where it is to be done. */
export function doneOf(step: Step, setUp: SetUp, practice: SetUpPractice | undefined): string | null {
  switch (step) {
    case "practice":
      return practice?.name ?? null;
    case "queues":
      return practice?.profile ? practice.queues.map((queue) => queue.name).join(", ") : null;
    case "people":
      return practice?.agents ? `${practice.agents} of ${practice.people} take calls` : null;
    case "number":
      return practice?.numbers.length ? practice.numbers.map((number) => number.e164).join(", ") : null;
    case "carrier":
      return setUp.trunks.length ? setUp.trunks.join(", ") : null;
    case "call":
      return practice?.lastCall?.answered ? "Answered" : null;
  }
}

/** The first step that is to be done; the last one where all is. */
export const nextOf = (setUp: SetUp, practice: SetUpPractice | undefined): Step =>
  steps.find((step) => doneOf(step, setUp, practice) === null) ?? "call";

/** Whether one practice at least has taken a call. */
export const isOpen = (setUp: SetUp) =>
  setUp.practices.some((each) => nextOf(setUp, each) === "call" && doneOf("call", setUp, each) !== null);
