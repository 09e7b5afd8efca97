import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { queryClient } from "../src/foundation/queryClient";
import { KnowledgeTab } from "../src/knowledge/KnowledgeTab";
import { cardsFor } from "../src/knowledge/order";
import { cards } from "./fake/knowledge";
import { fakeFetching } from "./fake/server";

beforeEach(() => {
  queryClient.clear();
  vi.stubGlobal("fetch", fakeFetching("agent1").fetch);
});
afterEach(() => vi.unstubAllGlobals());

function open() {
  const routeTree = createRootRoute({ component: () => <KnowledgeTab practice="p-bayview" line="+15125550100" /> });
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

it("the line's cards come first, then the practice's, and what is expired sinks", () => {
  const titles = cardsFor(cards(), "+15125550100", "").map((card) => card.title);

  expect(titles).toEqual(["Preparing for a dilated eye exam", "Fax number", "Parking", "A flu clinic"]);
});

it("another line's card is found only by looking for it", () => {
  expect(cardsFor(cards(), "+15125550100", "billing NOON").map((card) => card.id)).toEqual(["c-4"]);
});

it("a card is text: its Markdown is drawn and its HTML is not", async () => {
  open();

  const parking = await screen.findByRole("article", { name: "Parking" });
  expect(within(parking).getByText("garage on Harbor Street").tagName).toBe("STRONG");
  expect(document.querySelector("article script")).toBeNull();
  expect(within(screen.getByRole("article", { name: "A flu clinic" })).getByText("Expired")).toBeTruthy();
});

it("one searches by keyboard, reports what is wrong, and the card says so", async () => {
  open();
  await screen.findByRole("article", { name: "Parking" });

  await userEvent.tab();
  await userEvent.keyboard("fax");
  expect(screen.queryByRole("article", { name: "Parking" })).toBeNull();
  await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  await userEvent.type(await screen.findByLabelText(/What is wrong/), "Out of service");
  await userEvent.click(screen.getByRole("button", { name: "Report" }));

  expect(await screen.findByText("Reported wrong 1")).toBeTruthy();
});

it("the tab is free of what axe finds", async () => {
  const { container } = open();
  await screen.findByRole("article", { name: "Parking" });

  const found = await axe.run(container, {
    rules: { region: { enabled: false }, "color-contrast": { enabled: false }, "heading-order": { enabled: false } },
  });

  expect(found.violations.map((violation) => violation.id)).toEqual([]);
});
