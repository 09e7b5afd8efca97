import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, expect, it, vi } from "vitest";
import { newPassword, userOf } from "../src/set-up/password";
import { open, patience } from "./opened";

vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => {
  vi.unstubAllGlobals();
});

const field = (name: string) => screen.findByRole("textbox", { name }, patience);
const press = async (user: ReturnType<typeof userEvent.setup>, name: string) =>
  user.click(await screen.findByRole("button", { name }, patience));
const step = (name: string) => screen.findByRole("heading", { level: 2, name }, patience);

it("makes the first administrator with the printed code, and says at the field that another is wrong", async () => {
  const user = userEvent.setup();
  const { container } = open("/", null, "empty");
  await user.type(await field("Code"), "WRONG");
  expect((await axe.run(container)).violations).toEqual([]);
  await user.type(await field("Your name"), "Avery Stone");
  await user.type(screen.getByLabelText(/^Password/), "a long password of mine");
  await press(user, "Begin");
  expect(await screen.findByText("is not the code", undefined, patience)).toBeTruthy();

  await user.clear(await field("Code"));
  await user.type(await field("Code"), "ABCD-EFGH-2345");
  await press(user, "Begin");

  expect(await step("Practice")).toBeTruthy();
});

it("leads an empty centre through its steps, each kept as soon as it is saved", async () => {
  const user = userEvent.setup();
  const { state, container } = open("/", "admin", "begun");

  await user.type(await field("Name of the practice"), "Cedar Family Medicine");
  await press(user, "Save the practice");
  expect(await step("Queues")).toBeTruthy();
  await press(user, "Save the queues");
  expect(await step("People")).toBeTruthy();
  await user.type(await field("Name"), "María Ortiz");
  await press(user, "Add");
  const handed = await screen.findByRole("table", { name: "First passwords" }, patience);
  expect(within(handed).getByText("maria.ortiz")).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
  await press(user, "Next");
  await press(user, "Use (512) 555-0142");
  await press(user, "Save the number");
  expect(await step("Carrier")).toBeTruthy();

  const sent = Object.fromEntries(state.asked.map(({ what, body }) => [what, body as { [field: string]: unknown }]));
  expect(sent["POST /api/practices"]?.hours).toHaveLength(5);
  expect(sent["POST /api/profiles"]?.queues).toEqual([{ queue: "q-1", level: 1 }]);
  expect(sent["PUT /api/agents/u-maria.ortiz/profile"]).toEqual({ profile: "p-new" });
  expect(sent["PUT /api/numbers/%2B15125550142"]).toMatchObject({
    queue: "q-1",
    purpose: "Appointments",
    shownOutbound: true,
  });
  const left = within(screen.getByRole("list", { name: "Steps" })).getAllByRole("button");
  expect(left.map((each) => each.textContent)).toEqual([
    "1. PracticeDone: Cedar Family Medicine",
    "2. QueuesDone: Appointments",
    "3. PeopleDone: 1 of 1 take calls",
    "4. NumberDone: +15125550142",
    "5. CarrierTo do",
    "6. First callTo do",
  ]);
});

it("goes on with the practice that was just added beside others", async () => {
  const user = userEvent.setup();
  const { state } = open("/set-up", "admin", "idle");
  await user.selectOptions(
    await screen.findByLabelText("Practice", { selector: "select" }, patience),
    "Another practice…",
  );
  await user.type(await field("Name of the practice"), "Alder Heart");
  await press(user, "Save the practice");
  expect(await step("Queues")).toBeTruthy();

  await press(user, "Save the queues");

  expect(await step("People")).toBeTruthy();
  expect(state.asked.find(({ what }) => what === "POST /api/queues")?.body).toMatchObject({ practice: "pr-2" });
});

it("keeps what was typed where a person's name is taken", async () => {
  const user = userEvent.setup();
  open("/", "admin", "begun");
  await user.type(await field("Name of the practice"), "Cedar");
  await press(user, "Save the practice");
  await press(user, "Save the queues");

  await user.type(await field("Name"), "Taken");
  await press(user, "Add");

  expect(await screen.findByText("is taken", undefined, patience)).toBeTruthy();
  expect(((await field("Name")) as HTMLInputElement).value).toBe("Taken");
  expect(screen.queryByRole("table", { name: "First passwords" })).toBeNull();
});

it("says that the centre is open once a call was answered", async () => {
  const { container } = open("/set-up", "admin", "idle");

  expect(await screen.findByText("The centre is open", undefined, patience)).toBeTruthy();
  expect(screen.getByText("3 ready now.")).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});

it("makes passwords that nobody can guess, and users from names", () => {
  const made = Array.from({ length: 200 }, newPassword);

  expect(new Set(made).size).toBe(200);
  for (const each of made) expect(each).toMatch(/^[a-hj-km-np-z2-9]{16}$/);
  expect(userOf("José  O'Neil-Ruiz ")).toBe("jose.o.neil.ruiz");
});
