import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, expect, it, vi } from "vitest";
import type { RecordInput } from "../src/api/types";
import { open, patience } from "./opened";

vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => {
  vi.unstubAllGlobals();
});

const onFile = () => screen.getByRole("region", { name: "On file" });
const dialog = () => screen.findByRole("dialog", { name: "Change the record" }, patience);

/** Looks Rosa up from a page that is not the desk. */
async function rosaOpen() {
  const user = userEvent.setup();
  const { state } = open("/owed", "agent1", "idle");
  await user.type(await screen.findByRole("textbox", { name: /^Search for a person/ }, patience), "rosa");
  await user.click(await screen.findByRole("option", { name: /^Rosa Delgado/ }, patience));
  await user.click(await screen.findByRole("button", { name: "Calling them back" }, patience));
  await screen.findByRole("region", { name: "On file" }, patience);
  return { user, state };
}

const sent = (state: { asked: { what: string; body: unknown }[] }) =>
  state.asked.find((each) => each.what.startsWith("PUT /api/desk/people/"))?.body as {
    record: RecordInput;
    reason: string;
  };

it("shows what is on file with its age and who speaks for the person", async () => {
  await rosaOpen();

  expect(within(onFile()).getByText("(512) 555-0142 mobile, (512) 555-0177 landline at work")).toBeTruthy();
  expect(within(onFile()).getByText("Blue Ridge, Blue Ridge PPO, member BR-400-771")).toBeTruthy();
  expect(within(onFile()).getByText("soft")).toBeTruthy();
  expect(within(onFile()).getByText(/^As of .*, import$/)).toBeTruthy();
  expect(within(onFile()).getByText(/^Ana Ruiz, since /)).toBeTruthy();
  const chart = screen.getByRole("region", { name: "Chart" });
  expect(
    within(chart)
      .getAllByRole("listitem")
      .map((each) => each.textContent),
  ).toEqual(["Latanoprost 0.005 %", "Metformin 500 mg"]);
  expect(within(chart).getByText(/^From the EMR, as of .*It is changed there\.$/)).toBeTruthy();
  const speaks = screen.getByRole("region", { name: "Who speaks for them" });
  expect(within(speaks).getByText(/Child, may book, be told/)).toBeTruthy();
});

it("shows every coverage in its order, those that ended in a word, and asks only about those that stand", async () => {
  await rosaOpen();

  expect(
    within(onFile()).getByText("Vision One, member V-1, group G-7, through spouse, from Jan 1, 2026"),
  ).toBeTruthy();
  expect(within(onFile()).getByText("Harbor, Gold, member H-2, ended Jun 30, 2026")).toBeTruthy();
  expect(screen.getByText("Is Vision One accepted?")).toBeTruthy();
  expect(screen.queryByText("Is Harbor accepted?")).toBeNull();
});

it("makes the second coverage the first, and takes one out", async () => {
  const { user, state } = await rosaOpen();

  await user.click(within(onFile()).getByRole("button", { name: "Change" }));
  const form = await dialog();
  await user.click(within(form).getByRole("button", { name: "Make first: second coverage" }));
  await user.click(within(form).getByRole("button", { name: "Remove: third coverage" }));
  expect((await axe.run(form)).violations).toEqual([]);
  await user.click(within(form).getByRole("button", { name: "Save" }));

  await waitFor(() => expect(sent(state)).toBeTruthy(), patience);
  const { record } = sent(state);
  expect([record.payer, record.memberId, record.groupNumber, record.policyHolder, record.coveredFrom]).toEqual([
    "Vision One",
    "V-1",
    "G-7",
    "spouse",
    "2026-01-01",
  ]);
  expect(record.coverages).toMatchObject([{ payer: "Blue Ridge", plan: "Blue Ridge PPO", memberId: "BR-400-771" }]);
});

it("asks before what was typed is left unsaved", async () => {
  const { user } = await rosaOpen();

  await user.click(within(onFile()).getByRole("button", { name: "Change" }));
  await user.type(within(await dialog()).getByLabelText("Remarks"), "Likes mornings");
  await user.keyboard("{Escape}");
  const question = await screen.findByRole("dialog", { name: "Leave without saving?" }, patience);
  await user.click(within(question).getByRole("button", { name: "Go on typing" }));
  expect((within(await dialog()).getByLabelText("Remarks") as HTMLTextAreaElement).value).toMatch(/Likes mornings$/);
  await user.click(within(await dialog()).getByRole("button", { name: "Cancel" }));
  await user.click(await screen.findByRole("button", { name: "Leave it unsaved" }, patience));

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull(), patience);
});

it("changes it for the reason it was opened for, and shows at once what then holds", async () => {
  const { user, state } = await rosaOpen();

  await user.click(within(onFile()).getByRole("button", { name: "Change" }));
  const form = await dialog();
  await user.click(within(form).getByRole("checkbox", { name: "Never call at all" }));
  await user.click(within(form).getByRole("button", { name: "Call phone 2 first" }));
  await user.click(within(form).getByRole("button", { name: "Add somebody who speaks for them" }));
  await user.type(within(form).getAllByRole("textbox", { name: "Name" }).at(-1) as HTMLElement, "Luis Vega");
  expect((await axe.run(form)).violations).toEqual([]);
  await user.click(within(form).getByRole("button", { name: "Save" }));

  expect(await screen.findByText("This person asked not to be called.", undefined, patience)).toBeTruthy();
  const { record, reason } = sent(state);
  expect(reason).toBe("Calling them back");
  expect([record.version, record.doNotCall, record.phones?.map((phone) => phone.number)]).toEqual([
    3,
    true,
    ["+15125550177", "+15125550142"],
  ]);
  expect(record.proxies?.map((proxy) => [proxy.id, proxy.name])).toEqual([
    [7, "Elena Delgado"],
    [undefined, "Luis Vega"],
  ]);
  const call = screen.getByRole<HTMLButtonElement>("button", { name: /^Do not call \(512\) 555-0142/ });
  expect(call.disabled).toBe(true);
  expect(within(onFile()).getByText(/Dana Brooks$/)).toBeTruthy();
});

it("says at the field what is wrong and keeps what was typed", async () => {
  const { user } = await rosaOpen();

  await user.click(within(onFile()).getByRole("button", { name: "Change" }));
  const form = await dialog();
  await user.clear(within(form).getByRole("textbox", { name: "First name" }));
  await user.type(within(form).getByRole("textbox", { name: "Remarks" }), "Walks with a cane");
  await user.click(within(form).getByRole("button", { name: "Save" }));

  expect(await within(form).findByText("is needed", undefined, patience)).toBeTruthy();
  expect(within(form).getByDisplayValue("Walks with a cane")).toBeTruthy();
});

it("takes the report of a death with one press, and back with another", async () => {
  const { user, state } = await rosaOpen();

  await user.click(screen.getByRole("button", { name: "Report a death" }));
  expect(
    await screen.findByText(/^Reported to have died, Today .*; not confirmed yet$/, undefined, patience),
  ).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "It was not so" }));

  await waitFor(() => expect(screen.queryByText(/^Reported to have died/)).toBeNull(), patience);
  const steps = state.asked.filter((each) => each.what.endsWith("/death")).map((each) => each.body);
  expect(steps).toEqual([
    { step: "reported", reason: "Calling them back" },
    { step: "withdrawn", reason: "Calling them back" },
  ]);
});

it("says whether the payer is accepted and where not, and brings the member number to the clipboard, into no address", async () => {
  const { user } = await rosaOpen();

  const coverage = screen.getByRole("region", { name: "Coverage" });
  expect(within(coverage).getByText("The practice: only these plans: PPO")).toBeTruthy();
  expect(within(coverage).getByText("Dr. Amara Osei: not accepted")).toBeTruthy();
  await user.click(within(coverage).getByRole("button", { name: "Copy the member number" }));
  expect(await navigator.clipboard.readText()).toBe("BR-400-771");
  const others = screen.getByRole("region", { name: "Other systems" });
  await user.click(within(others).getByRole("button", { name: "Open the portal of Blue Ridge" }));
  const link = await screen.findByRole("menuitem", { name: "Dr. Amara Osei" }, patience);
  expect(link.getAttribute("href")).toBe("https://portal.blueridge.example/eligibility?npi=1234567893");
});

it("offers the practice's referral partners beside the words that were said", async () => {
  const { user, state } = await rosaOpen();
  expect(within(onFile()).getByText("Elm Family Practice")).toBeTruthy();

  await user.click(within(onFile()).getByRole("button", { name: "Change" }));
  const form = await dialog();
  const partner = within(form).getByRole("combobox", { name: "Referral partner" });
  await user.clear(partner);
  await user.type(partner, "ced");
  await user.click(await screen.findByRole("option", { name: "Cedar Pediatrics" }, patience));
  await user.click(within(form).getByRole("button", { name: "Save" }));

  await waitFor(() => expect(sent(state)).toBeTruthy(), patience);
  expect(sent(state).record).toMatchObject({ referredBy: "Dr. Lena Ruiz", referredById: "o-cedar" });
});
