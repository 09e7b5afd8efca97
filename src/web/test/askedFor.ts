import { waitFor } from "@testing-library/react";
import { expect } from "vitest";
import type { State } from "./fake/route";
import { patience } from "./opened";

/** What the fake server was sent with requests such as /verify$/. */
export const bodies = (state: State, what: RegExp) =>
  state.asked.filter((each) => what.test(each.what)).map((each) => each.body);

/** Waits until such a request was made. */
export const asked = (state: State, what: RegExp) =>
  waitFor(() => expect(bodies(state, what).length).toBeGreaterThan(0), patience);
