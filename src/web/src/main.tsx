import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./foundation/app.css";
import "./foundation/print.css";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { whenSignedOut } from "./foundation/api";
import { queryClient } from "./foundation/queryClient";
import { readableText, theme } from "./foundation/theme";
import { sessionQuery } from "./identity/session";
import { router } from "./router";

whenSignedOut(() => {
  const { pathname, searchStr } = router.state.location;
  if (pathname === "/sign-in") return;
  queryClient.setQueryData(sessionQuery.queryKey, null);
  void router.navigate({ to: "/sign-in", search: { next: pathname + searchStr } });
});

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={readableText}
        defaultColorScheme="light"
        forceColorScheme="light"
      >
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-left" limit={1} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
