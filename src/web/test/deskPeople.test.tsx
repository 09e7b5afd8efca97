import { notifications } from "@mantine/notifications";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, expect, it, vi } from "vitest";
import { forgetDrafts } from "../src/dispositions/drafts";
import { asked, bodies } from "./askedFor";
import { open, patience } from "./opened";

// There is no hub to connect to; the words of a lost server are tested by themselves.
vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

// jsdom has no microphone; what the phone says without one is tested with the phone.
vi.mock("../src/phone/phone", async (original) => ({
  ...(await original<typeof import("../src/phone/phone")>()),
  usePhone: () => ({
    kind: "registered",
    call: "none",
    muted: false,
    held: false,
    testing: false,
    micLevel: 0,
    warning: null,
    words: "Phone ready",
  }),
}));

afterEach(() => {
  vi.unstubAllGlobals();
  notifications.clean();
  forgetDrafts();
});

it("a person searched for in a call is added to those picked, and takes nobody's place", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "verified");
  await screen.findByText("Verified 2 of 2", {}, patience);

  await user.keyboard("{Control>}k{/Control}");
  expect(await screen.findByRole("heading", { name: "Who else?" }, patience)).toBeTruthy();
  await user.keyboard("rosa");
  await screen.findByText(/^Rosa Delgado, MRN/, {}, patience);
  await user.keyboard("{ArrowDown}{Enter}");

  await asked(state, /subjects$/);
  expect(bodies(state, /(un)?bind$/)).toEqual([]);
});

it("three wrong answers lock the caller for this call, and never say which was wrong", async () => {
  const user = userEvent.setup();
  open("/desk", "agent1");
  await user.click(await screen.findByLabelText("The caller said the full name", {}, patience));
  const born = screen.getByLabelText("Date of birth, as said");

  await user.type(born, "01/02/1990{Enter}");
  expect(await screen.findByText("No match. 2 tries left", {}, patience)).toBeTruthy();
  await user.type(born, "{Enter}");
  expect(await screen.findByText("No match. One try left", {}, patience)).toBeTruthy();
  await user.type(born, "{Enter}");

  expect(await screen.findByText("Failed 3, locked", {}, patience)).toBeTruthy();
  expect(screen.queryByLabelText("Date of birth, as said")).toBeNull();
});

it("a relative who may book is shown what booking needs, and nothing else of the record", async () => {
  const user = userEvent.setup();
  const { container } = open("/desk", "agent1");
  await user.selectOptions(await screen.findByLabelText("Who speaks", {}, patience), "Relative");
  await user.keyboard("{Alt>}v{/Alt}2-14-80{Enter}");
  expect(screen.getByText("Ask who speaks: their own full name")).toBeTruthy();
  await user.keyboard("Elena Delgado");
  await user.click(screen.getByLabelText("They said the patient's full name"));
  await user.click(screen.getByRole("button", { name: "Check" }));

  expect(await screen.findByText(/^Relative speaks\. May book\./, {}, patience)).toBeTruthy();
  expect(screen.getAllByText("Not for who speaks")).toHaveLength(2);
  expect(screen.getByText(/Cataract consultation/)).toBeTruthy();
  expect(screen.getByText(/^Who speaks may not be told what is on file/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Change" })).toBeNull();
  expect((await axe.run(container)).violations).toEqual([]);

  await user.click(screen.getByRole("button", { name: "Somebody else speaks" }));
  await user.keyboard("2-14-80");
  await user.click(screen.getByLabelText("The caller said the full name"));
  await user.keyboard("{Enter}");
  expect(await screen.findByText("Patient speaks.", {}, patience)).toBeTruthy();
  expect(screen.queryByText("Not for who speaks")).toBeNull();
});

it("asks for as many identifiers as the practice's rule for who speaks", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1");
  await user.selectOptions(await screen.findByLabelText("Who speaks", {}, patience), "Pharmacy");
  expect(within(screen.getByLabelText("Another identifier")).getAllByRole("option")).toHaveLength(1);
  await user.type(screen.getByLabelText("Their own full name, as said"), "Lee, Elm Street");
  await user.click(screen.getByLabelText("They said the patient's full name"));
  await user.type(screen.getByLabelText("Date of birth, as said"), "2-14-80{Enter}");
  expect(screen.getByText("3 identifiers are asked for here: also the zip code")).toBeTruthy();

  await user.type(screen.getByLabelText("Another identifier, as said"), "78704{Enter}");

  await waitFor(() =>
    expect(bodies(state, /verify$/)).toMatchObject([
      { speaker: "pharmacy", speakerName: "Lee, Elm Street", other: { kind: "zip", value: "78704" } },
    ]),
  );
});

it("several matches: nobody is picked until a key picks one, and the second person has a disposition of their own", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "several");
  await screen.findByText("Which of them?", {}, patience);

  await user.keyboard("{Alt>}v{/Alt}1");
  await screen.findByRole("heading", { name: "Rosa Delgado" }, patience);
  await user.keyboard("{Alt>}1{/Alt}");
  await user.click(screen.getByRole("button", { name: "Add a person" }));
  await user.click(await screen.findByRole("button", { name: /Mateo Delgado/ }, patience));
  await screen.findByRole("heading", { name: "Mateo Delgado" }, patience);
  await user.keyboard("{Alt>}7{/Alt}{Control>}{Enter}{/Control}");

  await waitFor(
    () =>
      expect(bodies(state, /wrap-up/).at(-1)).toMatchObject({
        subjects: [
          { patientId: "pt-1", disposition: "inbound.appointed.new-patient.fax" },
          { patientId: "pt-2", disposition: "inbound.cancelled.no-reason-given" },
        ],
      }),
    patience,
  );
});

it("the second person is added by the mouse and picked by a key, and the wrap-up says whose disposition is chosen", async () => {
  const user = userEvent.setup();
  const { state } = open("/desk", "agent1", "several");
  await screen.findByText("Which of them?", {}, patience);
  await user.keyboard("{Alt>}v{/Alt}1");
  await screen.findByRole("heading", { name: "Rosa Delgado" }, patience);
  const wrapUp = within(screen.getByRole("region", { name: "Wrap-up" }));
  expect(wrapUp.queryByText(/^Disposition for/)).toBeNull();

  await user.click(screen.getByRole("button", { name: "Add a person" }));
  await user.keyboard("1");

  await asked(state, /subjects$/);
  expect(bodies(state, /subjects$/)).toEqual([{ patientId: "pt-2" }]);
  expect((await wrapUp.findByText(/^Disposition for/, {}, patience)).textContent).toBe("Disposition for Mateo Delgado");
});

it("what the practice wants said stands in place of the usual words, and scrolls by key", async () => {
  const { state } = open("/desk", "agent1", "verified");
  state.desk.script = "This is Dana.\nRosa, do you wear soft lenses?";

  const script = await screen.findByRole("region", { name: "Script" }, patience);

  expect([script.textContent, script.tabIndex]).toEqual(["This is Dana.\nRosa, do you wear soft lenses?", 0]);
  expect(screen.queryByText(/How may I help you/)).toBeNull();
});

it("whoever is picked by a key is verified next, with the focus where the date of birth is typed", async () => {
  const user = userEvent.setup();
  open("/desk", "agent1", "several");
  await screen.findByText("Which of them?", {}, patience);

  await user.keyboard("{Alt>}v{/Alt}1");
  const born = await screen.findByLabelText("Date of birth, as said", {}, patience);

  expect(document.activeElement).toBe(born);
});
