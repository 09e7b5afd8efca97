import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { vi } from "vitest";
import { queryClient } from "../src/foundation/queryClient";
import { theme } from "../src/foundation/theme";
import { routerOver } from "../src/router";
import { fakeFetching } from "./fake/server";

/** A page slow to come on a busy machine is waited for. */
export const patience = { timeout: 20_000 };

/** The whole desktop at a path, over a fake server in a scene; answers what that server knows. */
export function open(path: string, user: string | null, scene?: string) {
  queryClient.clear();
  const { state, fetch } = fakeFetching(user, scene);
  vi.stubGlobal("fetch", fetch);
  const router = routerOver(createMemoryHistory({ initialEntries: [path] }));
  const { container } = render(
    <MantineProvider env="test" theme={theme}>
      <QueryClientProvider client={queryClient}>
        <Notifications />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { state, router, container };
}
