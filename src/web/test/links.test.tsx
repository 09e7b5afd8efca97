import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, expect, it, vi } from "vitest";
import { queryClient } from "../src/foundation/queryClient";
import { open, patience } from "./opened";

vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it("opens another system at the person of the call in a tab of its own, and keeps the address nowhere", async () => {
  const user = userEvent.setup();
  const opened: { href: string; target: string; rel: string }[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    opened.push({ href: this.href, target: this.target, rel: this.rel });
  });
  const { state, container } = open("/desk", "agent1", "verified");
  const others = await screen.findByRole("region", { name: "Other systems" }, patience);

  await user.click(within(others).getByRole("button", { name: "Open Chart" }));
  await waitFor(() => expect(opened).toHaveLength(1), patience);

  expect(opened[0]).toEqual({
    href: "https://emr.example/chart?mrn=0010042",
    target: "_blank",
    rel: "noopener noreferrer",
  });
  expect(state.asked.find((each) => each.what.includes("/links/"))).toEqual({
    what: "POST /api/patients/pt-1/links/ln-1",
    body: { call: "i-1" },
  });
  const kept = queryClient.getMutationCache().getAll();
  expect(JSON.stringify(kept.map((each) => each.state.data))).not.toContain("emr.example");
  expect(container.innerHTML).not.toContain("emr.example");
});

it("shows why a link cannot be opened for this person, beside the portals of their payers", async () => {
  const { container } = open("/desk", "agent1", "verified");
  const others = await screen.findByRole("region", { name: "Other systems" }, patience);

  expect(within(others).getByRole<HTMLButtonElement>("button", { name: "Open Patient portal" }).disabled).toBe(true);
  expect(within(others).getByText("No e-mail address is known.")).toBeTruthy();
  expect(within(others).getByRole("button", { name: "Open the portal of Blue Ridge" })).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});

it("is kept on the page of practices, which says what leaves the centre", async () => {
  const user = userEvent.setup();
  const { state } = open("/practices", "supervisor", "idle");
  const links = await screen.findByRole("region", { name: "Links into other systems" }, patience);
  expect(within(links).getByText("record number")).toBeTruthy();

  await user.click(within(links).getByRole("button", { name: "Change Chart" }));
  const form = await screen.findByRole("dialog", { name: "Change the link" }, patience);
  expect(within(form).getByText(/The other system's address will contain what stands in braces/)).toBeTruthy();
  await user.click(within(form).getByRole("button", { name: "Save" }));

  // The phone of the desk before may ask for its line anew.
  const kept = () => state.asked.filter((each) => each.what.includes("/links/"));
  await waitFor(() => expect(kept()).toHaveLength(1), patience);
  expect(kept()[0]).toEqual({
    what: "PUT /api/practices/p-bayview/links/ln-1",
    body: { name: "Chart", kind: "emr", template: "https://emr.example/chart?mrn={mrn}", retired: false },
  });
});
