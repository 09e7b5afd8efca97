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

const button = (name: string | RegExp) => screen.findByRole("button", { name }, patience);

it("lists who waits for an appointment, late ones in a word, and names what is asked for", async () => {
  const { container } = open("/requests", "supervisor", "idle");

  const row = (await screen.findByText("Failed the school's screening", undefined, patience)).closest("tr");
  expect(row?.textContent).toContain("Late");
  expect(row?.textContent).toContain("Cedar PediatricsReferral");
  expect(row?.textContent).toContain("No answer; try after three");
  expect(screen.getByText("2 open, 1 late")).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});

it("books with the visit that was made since the request came", async () => {
  const user = userEvent.setup();
  const { state } = open("/requests", "supervisor", "idle");

  await user.click(await button("Booked: Mina Sato"));
  const dialog = await screen.findByRole("dialog", { name: "Booked: Mina Sato" }, patience);
  await within(dialog).findByText("Booked since the request came", undefined, patience);
  expect(within(dialog).getByRole("list", { name: "Steps so far" }).children).toHaveLength(2);
  await user.click(within(dialog).getByRole("button", { name: "Booked" }));

  await waitFor(() => expect(state.asked).toHaveLength(1), patience);
  expect(state.asked[0]).toEqual({
    what: "PUT /api/appointment-requests/rq-1/state",
    body: { version: 1, state: "booked", appointment: "ap-1" },
  });
});

it("asks for a note where the visit is not among the patient's", async () => {
  const user = userEvent.setup();
  const { state } = open("/requests", "supervisor", "idle");

  await user.click(await button("Booked: Mina Sato"));
  const dialog = await screen.findByRole("dialog", undefined, patience);
  await user.click(await within(dialog).findByRole("radio", { name: /^Not among these/ }, patience));
  expect((within(dialog).getByRole("button", { name: "Booked" }) as HTMLButtonElement).disabled).toBe(true);
  await user.type(within(dialog).getByRole("textbox", { name: "Note" }), "Tuesday at ten");
  await user.click(within(dialog).getByRole("button", { name: "Booked" }));

  await waitFor(() => expect(state.asked).toHaveLength(1), patience);
  expect(state.asked[0]?.body).toEqual({ version: 1, state: "booked", note: "Tuesday at ten" });
});

it("takes a step back from what is handled", async () => {
  const user = userEvent.setup();
  const { state } = open("/requests?handled=true", "supervisor", "idle");

  await user.click(await button("Change: Rosa Delgado"));
  await user.click(await screen.findByRole("menuitem", { name: "New" }, patience));
  await user.click(await button("New"));

  await waitFor(() => expect(state.asked).toHaveLength(1), patience);
  expect(state.asked[0]?.body).toEqual({ version: 0, state: "new" });
});

it("is added once although the card cannot be read anew, such as when a call has come", async () => {
  const user = userEvent.setup();
  const { state } = open("/owed", "supervisor", "idle");
  await user.type(await screen.findByRole("textbox", { name: /^Search for a person/ }, patience), "rosa");
  await user.click(await screen.findByRole("option", { name: /^Rosa Delgado/ }, patience));
  await user.click(await button("Calling them back"));
  await user.click(await button("Add a request"));
  const fetchAnswers = fetch;
  vi.stubGlobal("fetch", (request: Request) =>
    request.url.endsWith("/look-up")
      ? Promise.resolve(Response.json({ title: "A call is at your desk." }, { status: 409 }))
      : fetchAnswers(request),
  );
  const dialog = await screen.findByRole("dialog", { name: "Add a request for Rosa Delgado" }, patience);
  await user.click(within(dialog).getByRole("combobox", { name: "How it came" }));
  await user.click(await screen.findByRole("option", { name: "Call", hidden: true }, patience));
  await user.click(within(dialog).getByRole("button", { name: "Add" }));

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull(), patience);
  expect(await screen.findByText("A call is at your desk.", undefined, patience)).toBeTruthy();
  expect(state.asked.filter((each) => each.what === "POST /api/appointment-requests")).toHaveLength(1);
});

it("shows on the partner's card how far its requests are, and adds one for whom there is none", async () => {
  const user = userEvent.setup();
  const { state } = open("/contacts", "supervisor", "idle");

  await user.click(await button("More of Cedar Pediatrics"));
  await screen.findByText("Trying: 1 · No request: 4", undefined, patience);
  await user.click(await button("Show whom Cedar Pediatrics referred"));
  await screen.findByText(/Mina Sato, Nov 18, 2026: Trying, Yesterday/, undefined, patience);
  await user.click(await button("Add a request for Ivo Brandt"));
  const dialog = await screen.findByRole("dialog", { name: "Add a request for Ivo Brandt" }, patience);
  expect((within(dialog).getByRole("combobox", { name: "How it came" }) as HTMLInputElement).value).toBe("Referral");
  await user.click(within(dialog).getByRole("button", { name: "Add" }));

  await waitFor(() => expect(state.asked).toHaveLength(1), patience);
  expect(state.asked[0]).toEqual({
    what: "POST /api/appointment-requests",
    body: { patient: "pt-9", sender: "o-cedar", source: "referral", visitType: null, provider: null },
  });
});
