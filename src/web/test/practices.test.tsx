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

const region = (name: string) => screen.findByRole("region", { name }, patience);

it("shows hours, closed days, the directory and own fields of a practice", async () => {
  const { container } = open("/practices", "supervisor", "idle");

  expect(within(await region("Opening hours")).getByText(/Open now, by the clock of America\/Chicago/)).toBeTruthy();
  expect(within(await region("Closed days")).getByText("Thanksgiving Day")).toBeTruthy();
  const providers = await region("Providers");
  expect(within(providers).getByText("Closed to the centre until Jan 4, 2027, then: the centre books")).toBeTruthy();
  expect(within(providers).getByText("new patients too, from 12 years")).toBeTruthy();
  expect(within(providers).queryByText(/Brandt/)).toBeNull();
  expect(within(await region("Fields of patients")).getByText("1,204 patients")).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});

it("keeps what agents say, and says at the field what is wrong", async () => {
  const user = userEvent.setup();
  const { state } = open("/practices", "supervisor", "idle");
  const scripts = await region("Scripts");

  expect(within(scripts).getByText("This is {agent} of {practice}.")).toBeTruthy();
  await user.click(within(scripts).getByRole("button", { name: "Add a script" }));
  const form = await screen.findByRole("dialog", { name: "Add a script" }, patience);
  await user.type(within(form).getByRole("textbox", { name: "Name" }), "Recall");
  await user.selectOptions(within(form).getByRole("combobox", { name: "Of which calls" }), "Calls out");
  const text = within(form).getByRole("textbox", { name: "What is said" });
  await user.type(text, "Hello {{who}");
  await user.click(within(form).getByRole("button", { name: "Save" }));
  expect(await within(form).findByText(/^has {who} in line 1/, undefined, patience)).toBeTruthy();
  expect((await axe.run(form)).violations).toEqual([]);
  await user.clear(text);
  await user.type(text, "Hello {{first name}");
  await user.click(within(form).getByRole("button", { name: "Save" }));

  await waitFor(() => expect(screen.queryByRole("dialog", { name: "Add a script" })).toBeNull(), patience);
  expect(state.asked.filter((each) => each.what === "POST /api/scripts").at(-1)?.body).toEqual({
    practice: "p-bayview",
    name: "Recall",
    queue: "",
    direction: "outbound",
    text: "Hello {first name}",
    retired: false,
  });
});

it("adds the holidays of a country beside what stands there, and saves them when told to", async () => {
  const user = userEvent.setup();
  const { state } = open("/practices", "supervisor", "idle");
  const closed = await region("Closed days");
  const all = within(closed).getByRole<HTMLButtonElement>("button", { name: "Add them all" });
  await waitFor(() => expect(all.disabled).toBe(false), patience);

  await user.click(all);
  expect(within(closed).getByText("Not saved yet")).toBeTruthy();
  await user.click(within(closed).getByRole("button", { name: "Save the closed days" }));

  await waitFor(() => expect(within(closed).queryByText("Not saved yet")).toBeNull(), patience);
  const sent = state.asked.find((each) => each.what.endsWith("/closures"))?.body as { closures: { on: string }[] };
  expect(sent.closures.map((day) => day.on)).toEqual(["2026-11-26", "2026-12-25"]);
});

it("changes a provider, and says at the field what is missing", async () => {
  const user = userEvent.setup();
  const { state } = open("/practices", "supervisor", "idle");
  const providers = await region("Providers");

  await user.click(within(providers).getByRole("checkbox", { name: "Providers out of use too" }));
  expect(within(providers).getByText("Dr. Hal Brandt, out of use")).toBeTruthy();
  await user.click(within(providers).getByRole("button", { name: "Change Dr. Amara Osei" }));
  const form = await screen.findByRole("dialog", { name: "Change the provider" }, patience);
  const name = within(form).getByRole("textbox", { name: "Name" });
  await user.clear(name);
  await user.click(within(form).getByRole("button", { name: "Save" }));
  expect(await within(form).findByText("is needed", undefined, patience)).toBeTruthy();
  await user.type(name, "Dr. Amara Osei-Bonsu");
  await user.selectOptions(within(form).getByRole("combobox", { name: "Schedule" }), "view");
  await user.click(within(form).getByRole("button", { name: "Save" }));

  expect(await within(providers).findByText("Dr. Amara Osei-Bonsu", undefined, patience)).toBeTruthy();
  const sent = state.asked.filter((each) => each.what.startsWith("PUT") && each.what.includes("/providers/")).at(-1);
  expect(sent?.body).toMatchObject({ name: "Dr. Amara Osei-Bonsu", schedule: "view", youngestYears: 12 });
});

it("gives a place hours of its own, and takes them back", async () => {
  const user = userEvent.setup();
  const { container, state } = open("/practices", "supervisor", "idle");
  const places = await region("Locations");
  expect(within(places).getByText(/^Open now\. Monday to Tuesday 08:00 to 12:00 and 13:00 to 17:00, Sat/)).toBeTruthy();

  await user.click(within(places).getByRole("button", { name: "Change Riverside" }));
  const form = await screen.findByRole("dialog", { name: "Change the location" }, patience);
  expect((await axe.run(container)).violations).toEqual([]);
  for (let n = 0; n < 5; n++) await user.click(within(form).getByRole("button", { name: "Remove stretch 1" }));
  await user.click(within(form).getByRole("button", { name: "Add a stretch" }));
  await user.selectOptions(within(form).getByRole("combobox", { name: "Day of stretch 1" }), "friday");
  await user.click(within(form).getByRole("button", { name: "Save" }));

  expect(await within(places).findByText("Open now. Friday 08:00 to 17:00", undefined, patience)).toBeTruthy();
  const sent = state.asked.filter((each) => each.what.startsWith("PUT") && each.what.includes("/locations/")).at(-1);
  expect(sent?.body).toMatchObject({
    name: "Riverside",
    hours: [{ day: "friday", opensAt: "08:00", closesAt: "17:00" }],
  });
  await user.click(within(places).getByRole("button", { name: "Change Riverside" }));
  const again = await screen.findByRole("dialog", { name: "Change the location" }, patience);
  await user.click(within(again).getByRole("button", { name: "Remove stretch 1" }));
  await user.click(within(again).getByRole("button", { name: "Save" }));
  expect(await within(places).findByText("Open now. Hours of the practice", undefined, patience)).toBeTruthy();
});

it("says what is asked of each who may speak, and keeps it when told to", async () => {
  const user = userEvent.setup();
  const { state } = open("/practices", "supervisor", "idle");
  const box = await region("Verifying callers");
  await user.selectOptions(await within(box).findByLabelText("Identifiers of Patient", undefined, patience), "3");
  await user.click(within(box).getByLabelText("ZIP code of Patient"));
  await user.click(within(box).getByLabelText("Book, Provider office"));
  await user.click(within(box).getByRole("button", { name: "Save the rules" }));

  await waitFor(() => expect(within(box).queryByText("Not saved yet")).toBeNull(), patience);
  const sent = state.asked.find((each) => each.what.endsWith("/verification"))?.body as {
    rules: { speaker: string; needed: number; counts: string[]; earned: { book: boolean } }[];
  };
  expect(sent.rules[0]).toMatchObject({ speaker: "patient", needed: 3, counts: ["name", "mrn", "phone"] });
  expect(sent.rules[2]?.earned.book).toBe(true);
});
