import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, expect, it, vi } from "vitest";
import { open, patience } from "./opened";

vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => {
  vi.unstubAllGlobals();
});

const field = () => screen.findByRole("textbox", { name: /^Search for a person/ }, patience);
const option = () => screen.findByRole("option", { name: /^Rosa Delgado/ }, patience);
const person = () => screen.getByRole("region", { name: "Person" });

it("looks a person up from an idle desk by keyboard, asks why, and forgets them when closed", async () => {
  const user = userEvent.setup();
  const { state, router } = open("/desk", "agent1", "idle");
  const search = await field();

  await user.keyboard("{Control>}k{/Control}");
  expect(document.activeElement).toBe(search);
  await user.keyboard("rosa");
  await option();
  await user.keyboard("{ArrowDown}{Enter}");

  expect(within(person()).getByRole("heading", { name: "Rosa Delgado" })).toBeTruthy();
  expect(within(person()).getAllByText("Hidden until you say why")).toHaveLength(3);
  expect(screen.queryByText("0010042")).toBeNull();
  await user.keyboard("{Enter}");
  expect(state.asked.some((each) => /look-up$/.test(each.what))).toBe(false);
  await user.tab();
  expect(document.activeElement?.textContent).toBe("Calling them back");
  await user.keyboard("{Enter}");

  expect(await within(person()).findByText(/Cataract consultation/, undefined, patience)).toBeTruthy();
  expect(screen.getByText("0010042")).toBeTruthy();
  expect(state.asked.find((each) => /look-up$/.test(each.what))?.body).toEqual({ reason: "Calling them back" });
  expect(router.state.location.href).toBe("/desk");
  expect((await axe.run(person())).violations).toEqual([]);

  await user.click(within(person()).getByRole("button", { name: /^Call \(512\) 555-0142/ }));
  await waitFor(() =>
    expect(state.asked.find((each) => each.what === "POST /api/calls")?.body).toEqual({
      to: "+15125550142",
      patientId: "pt-1",
    }),
  );
  await user.click(within(person()).getByRole("button", { name: "Close" }));
  expect(within(person()).getByText("Nobody on the line")).toBeTruthy();
  expect(screen.queryByText("0010042")).toBeNull();
});

it("with a call at hand whoever is found is picked for it, and must be verified", async () => {
  const user = userEvent.setup();
  const { state, router } = open("/calls", "agent1", "nobody");

  await user.type(await field(), "rosa");
  await user.click(await option());

  await waitFor(() => expect(router.state.location.pathname).toBe("/desk"), patience);
  expect(state.asked.find((each) => /bind$/.test(each.what))?.body).toEqual({ patientId: "pt-1" });
  expect(await within(person()).findByText("Not verified", undefined, patience)).toBeTruthy();
  expect(state.asked.some((each) => /look-up$/.test(each.what))).toBe(false);
});

it("away from the desk a person opens on a page whose address names nobody", async () => {
  const user = userEvent.setup();
  const { router } = open("/owed", "agent1", "idle");

  await user.type(await field(), "rosa");
  await user.click(await option());

  await waitFor(() => expect(router.state.location.href).toBe("/person"), patience);
  expect(await screen.findByRole("heading", { name: "Rosa Delgado" }, patience)).toBeTruthy();
});

/** Lets the search find so many more than it answers with. */
function foundInAll(total: number) {
  const answering = globalThis.fetch;
  vi.stubGlobal("fetch", async (request: Request) => {
    const answer = await answering(request);
    if (!request.url.endsWith("/patients/search")) return answer;
    return new Response(JSON.stringify({ ...(await answer.json()), total }), { headers: answer.headers });
  });
}

it("Enter alone picks the one who was found", async () => {
  const user = userEvent.setup();
  const { state } = open("/calls", "agent1", "nobody");

  await user.type(await field(), "rosa");
  await option();
  await user.keyboard("{Enter}");

  await waitFor(() => expect(state.asked.some((each) => /bind$/.test(each.what))).toBe(true), patience);
});

it("Enter picks nobody while what is shown was found for something else", async () => {
  const user = userEvent.setup();
  const { state } = open("/calls", "agent1", "nobody");

  await user.type(await field(), "rosa");
  await option();
  vi.stubGlobal("fetch", () => new Promise(() => {}));
  await user.keyboard("lind{Enter}");

  expect(screen.getByDisplayValue("rosalind")).toBeTruthy();
  expect(state.asked.some((each) => /bind$/.test(each.what))).toBe(false);
});

it("says how many more there are, and picks none of them by Enter alone", async () => {
  const user = userEvent.setup();
  const { state } = open("/calls", "agent1", "nobody");
  foundInAll(14);

  await user.type(await field(), "rosa");

  expect(await screen.findByText("1 of 14, type more", undefined, patience)).toBeTruthy();
  await user.keyboard("{Enter}");
  expect(state.asked.some((each) => /bind$/.test(each.what))).toBe(false);
});
