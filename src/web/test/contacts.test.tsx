import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, expect, it, vi } from "vitest";
import { findContacts } from "../src/contacts/find";
import { organisations } from "./fake/contacts";
import { open, patience } from "./opened";

vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => {
  vi.unstubAllGlobals();
});

const contact = (name: string) => screen.findByRole("article", { name }, patience);

it("finds by words of a name, a person and a note, and by digits of a number", () => {
  const names = (typed: string) => findContacts(organisations, typed).map((one) => one.name);

  expect(names("WALNUT avenue")).toEqual(["Walnut Pharmacy"]);
  expect(names("ruiz")).toEqual(["Cedar Pediatrics"]);
  expect(names("lhp")).toEqual(["Lantern Health"]);
  expect(names("555-0177")).toEqual(["Walnut Pharmacy"]);
  expect(names("(800)")).toEqual(["Lantern Health"]);
  expect(names("walnut lantern")).toEqual([]);
});

it("narrows the list as one types and by kind, and leaves out what is out of use", async () => {
  const user = userEvent.setup();
  const { container } = open("/contacts", "supervisor", "idle");
  await contact("Walnut Pharmacy");
  expect(screen.queryByRole("article", { name: "Acme Lenses" })).toBeNull();
  expect((await axe.run(container)).violations).toEqual([]);

  await user.type(screen.getByRole("searchbox", { name: "Search the contacts" }), "ceDar");
  expect(screen.queryByRole("article", { name: "Walnut Pharmacy" })).toBeNull();
  await user.clear(screen.getByRole("searchbox", { name: "Search the contacts" }));
  await user.click(screen.getByRole("tab", { name: "Pharmacies" }));

  expect(await contact("Walnut Pharmacy")).toBeTruthy();
  expect(screen.queryByRole("article", { name: "Cedar Pediatrics" })).toBeNull();
});

it("calls a contact for the practice without any patient, and opens a portal for a provider in a new tab", async () => {
  const user = userEvent.setup();
  const { state } = open("/contacts", "supervisor", "idle");

  await user.click(within(await contact("Walnut Pharmacy")).getByRole("button", { name: /^Call Walnut Pharmacy/ }));
  await waitFor(() => expect(state.asked.some((each) => each.what === "POST /api/calls")).toBe(true), patience);
  await user.click(within(await contact("Lantern Health")).getByRole("button", { name: /^Open the portal/ }));
  const link = await screen.findByRole("menuitem", { name: "Dr. Amara Osei" }, patience);

  const sent = state.asked.find((each) => each.what === "POST /api/calls");
  expect(sent?.body).toEqual({ to: "+15125550177", practice: "p-bayview" });
  expect(link.getAttribute("href")).toBe("https://portal.lantern.example/eligibility?npi=1234567893");
  expect([link.getAttribute("target"), link.getAttribute("rel")]).toEqual(["_blank", "noopener noreferrer"]);
});

it("shows who decides, meetings and issues of a partner, and closes an issue", async () => {
  const user = userEvent.setup();
  const { state, container } = open("/contacts", "supervisor", "idle");
  const cedar = await contact("Cedar Pediatrics");

  await user.click(within(cedar).getByRole("button", { name: "More of Cedar Pediatrics" }));
  expect(within(cedar).getByText(/Owner, decides/)).toBeTruthy();
  expect(
    await within(cedar).findByText("Next: Send them the new form, by Nov 24, 2026", undefined, patience),
  ).toBeTruthy();
  expect(within(cedar).getAllByText(/Lina Park with Dr. Elena Ruiz/)).toHaveLength(2);
  expect((await axe.run(container)).violations).toEqual([]);
  await user.click(within(cedar).getByRole("button", { name: "Close the issue: Faxes of Friday afternoon get lost" }));

  await waitFor(() => expect(state.asked.some((each) => each.what.startsWith("PUT"))).toBe(true), patience);
  expect(state.asked.find((each) => each.what.startsWith("PUT"))).toMatchObject({
    what: "PUT /api/organisations/o-cedar/issues/is-1",
    body: { closedOn: "2026-11-20", since: "2026-11-02" },
  });
});

it("adds a contact with somebody who decides, and says at the field what is missing", async () => {
  const user = userEvent.setup();
  const { state } = open("/contacts", "supervisor", "idle");
  await user.click(await screen.findByRole("button", { name: "Add a contact" }, patience));
  const form = await screen.findByRole("dialog", { name: "Add a contact" }, patience);

  await user.click(within(form).getByRole("button", { name: "Save" }));
  expect(await within(form).findByText("is needed", undefined, patience)).toBeTruthy();
  const [name] = within(form).getAllByRole("textbox", { name: "Name" });
  await user.type(name as HTMLElement, "Elm Family Practice");
  await user.click(within(form).getByRole("button", { name: "Add a person" }));
  await user.type(
    within(within(form).getByRole("group", { name: "Person 1" })).getByRole("textbox", { name: "Name" }),
    "Jo",
  );
  await user.click(within(form).getByRole("button", { name: "Save" }));

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull(), patience);
  expect(state.asked.filter((each) => each.what === "POST /api/organisations").at(-1)?.body).toMatchObject({
    practice: "p-bayview",
    kind: "referralPartner",
    name: "Elm Family Practice",
    people: [{ name: "Jo", decides: true }],
  });
});

it("lets an agent in a call consult a pharmacy from the desk in one step, and edit nothing", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "verified");
  await user.click(await screen.findByRole("tab", { name: "Contacts" }, patience));
  const walnut = await contact("Walnut Pharmacy");

  expect(within(walnut).queryByRole("button", { name: /Change/ })).toBeNull();
  await user.click(within(walnut).getByRole("button", { name: /^Consult Walnut Pharmacy/ }));

  await waitFor(() => expect(state.asked.some((each) => each.what.endsWith("/transfer"))).toBe(true), patience);
  expect(state.asked.find((each) => each.what.endsWith("/transfer"))?.body).toEqual({
    number: "+15125550177",
    consult: true,
  });
});

it("says by whom a payer is accepted, and changes it with the days on which it holds", async () => {
  const user = userEvent.setup();
  const { state } = open("/contacts", "supervisor", "idle");
  const lantern = await contact("Lantern Health");
  const now = "The practice: only these plans: PPO, EPO · Dr. Amara Osei: not accepted";
  expect(await within(lantern).findByText(now, undefined, patience)).toBeTruthy();

  await user.click(within(lantern).getByRole("button", { name: "More of Lantern Health" }));
  expect(within(lantern).getByText(/not accepted\s+until Feb 28, 2027/)).toBeTruthy();
  await user.click(within(lantern).getByRole("button", { name: "Change who accepts Lantern Health" }));
  const form = await screen.findByRole("dialog", { name: "Who accepts Lantern Health" }, patience);
  expect((await axe.run(form)).violations).toEqual([]);
  await user.click(within(form).getByRole("button", { name: "Remove answer 1" }));
  await user.click(within(form).getByRole("button", { name: "Add an answer" }));
  await user.click(within(form).getByRole("button", { name: "Save" }));

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull(), patience);
  expect(state.asked.find((each) => each.what.endsWith("/acceptances"))?.body).toMatchObject({
    acceptances: [
      { provider: "pr-1", answer: "no", untilOn: "2027-02-28" },
      { provider: null, location: null, answer: "yes" },
    ],
  });
});

it("counts whom a partner has sent, and names them only when asked", async () => {
  const user = userEvent.setup();
  open("/contacts", "supervisor", "idle");
  const cedar = await contact("Cedar Pediatrics");
  await user.click(within(cedar).getByRole("button", { name: "More of Cedar Pediatrics" }));

  expect(await within(cedar).findByText(/5 in all · November 2026: 3/, undefined, patience)).toBeTruthy();
  expect(within(cedar).queryByText(/Mina Sato/)).toBeNull();
  await user.click(within(cedar).getByRole("button", { name: "Show whom Cedar Pediatrics referred" }));

  expect(await within(cedar).findByText(/^Mina Sato, Nov 18, 2026: Trying/, undefined, patience)).toBeTruthy();
});

it("finds our own people by extension, says who reports to whom and to whom too many do, and who sits in the committee", async () => {
  const user = userEvent.setup();
  const { state, container } = open("/contacts", "supervisor", "idle");
  await contact("Walnut Pharmacy");
  await user.click(screen.getByRole("tab", { name: "Our people" }));
  const rae = await contact("Rae Holm");

  expect(await within(rae).findByText("Office manager, Front desk, Riverside", undefined, patience)).toBeTruthy();
  expect(within(rae).getByText("12 report to them · Steering committee: Chair")).toBeTruthy();
  expect(within(rae).getByText("More than 10 report to them")).toBeTruthy();
  expect(within(await contact("Dana Brooks")).getByText("Agent, team Front line")).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
  await user.type(screen.getByRole("searchbox", { name: "Search the contacts" }), "214");
  expect(screen.queryByRole("article", { name: "Rae Holm" })).toBeNull();
  await user.click(within(await contact("Dana Brooks")).getByRole("button", { name: "Change Dana Brooks" }));
  const form = await screen.findByRole("dialog", { name: "Change the person" }, patience);
  await user.selectOptions(within(form).getByRole("combobox", { name: "Reports to" }), "");
  await user.click(within(form).getByRole("button", { name: "Save" }));

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull(), patience);
  expect(state.asked.find((each) => each.what === "PUT /api/practices/p-bayview/staff/s-2")?.body).toMatchObject({
    name: "Dana Brooks",
    extension: "214",
    reportsTo: null,
    user: "u-agent1",
  });
});

it("shows agents whose schedule is open to the centre, whom they see, and where the practice is", async () => {
  const user = userEvent.setup();
  const { container } = open("/contacts", "agent1", "idle");
  await contact("Walnut Pharmacy");
  await user.click(screen.getByRole("tab", { name: "Providers & locations" }));
  const osei = await contact("Dr. Amara Osei");

  expect(within(osei).getByText("Schedule closed")).toBeTruthy();
  expect(within(osei).getByText("Closed to the centre until Jan 4, 2027, then: the centre books")).toBeTruthy();
  expect(within(osei).getByText("Accepts new patients, from 12 years")).toBeTruthy();
  expect(screen.queryByRole("article", { name: "Dr. Hal Brandt" })).toBeNull();
  const riverside = await contact("Riverside");
  expect(within(riverside).getByText("Schedule open")).toBeTruthy();
  expect(
    within(riverside).getByText(/^Open now\. Monday to Tuesday 08:00 to 12:00 and 13:00 to 17:00, Saturday/),
  ).toBeTruthy();
  expect(within(riverside).getByText("Parking behind the house, second floor")).toBeTruthy();
  expect(within(riverside).getByRole("button", { name: /^Call Riverside/ })).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});
