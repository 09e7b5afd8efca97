import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ladderText } from "../src/telephony/ladderText";
import { open, patience } from "./opened";

// There is no hub to connect to.
vi.mock("../src/foundation/live", async (original) => ({
  ...(await original<typeof import("../src/foundation/live")>()),
  followChanges: () => () => {},
}));

afterEach(() => vi.unstubAllGlobals());

const chosen = () => screen.getByRole("region", { name: "The chosen message" });

describe("the signalling", () => {
  it("tells in words which legs failed, and can show these alone", async () => {
    open("/signalling", "supervisor");
    const table = await screen.findByRole("region", { name: "Legs of calls" }, patience);
    expect(within(table).getAllByRole("link", { name: "Ladder" })).toHaveLength(12);

    await userEvent.click(screen.getByRole("switch", { name: "Only legs that failed" }));

    expect(await screen.findByText("3 legs of calls", undefined, patience)).toBeTruthy();
    expect(screen.getAllByText(/^Failed: /)).toHaveLength(3);
    expect(screen.getByText("Failed: no answer")).toBeTruthy();
  });

  it("is no page for an agent", async () => {
    open("/signalling", "agent1");

    expect(await screen.findByText(/not part of your role/, undefined, patience)).toBeTruthy();
  });
});

describe("the ladder", () => {
  it("shows the text of the step that the arrow keys come to", async () => {
    open("/signalling/i-8", "supervisor");
    const first = await screen.findByRole("button", { name: /received INVITE 1 INVITE/ }, patience);
    expect(within(chosen()).getByRole("heading").textContent).toBe("Received: INVITE");

    first.focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");

    expect(within(chosen()).getByRole("heading").textContent).toBe("Sent: 200 OK");
    expect(document.activeElement?.textContent).toContain("200 OK");
    await userEvent.keyboard("{ArrowUp}{ArrowUp}{ArrowUp}");
    expect(within(chosen()).getByRole("heading").textContent).toBe("Received: INVITE");
  });

  it("says where there is nothing, and why", async () => {
    open("/signalling/i-0", "supervisor");

    expect(await screen.findByText(/Nothing is kept of this call/, undefined, patience)).toBeTruthy();
  });

  it("is plain text for a carrier", () => {
    const text = ladderText({
      legs: [{ party: "Caller", peer: "UDP 203.0.113.9:5060", answer: "", failed: true, left: 2 }],
      messages: [
        {
          at: "2026-11-29T00:00:00Z",
          milliseconds: 1204,
          leg: 0,
          sent: true,
          title: "BYE",
          cSeq: "2 BYE",
          text: "BYE x\r\n",
        },
      ],
      running: false,
      masked: true,
    });

    expect(text).toBe(
      "Leg 1: Caller, UDP 203.0.113.9:5060, no answer (2 more messages were not kept)\n\n+1.204 s  2026-11-29T00:00:00Z  leg 1  sent\n\nBYE x\r\n",
    );
  });
});
