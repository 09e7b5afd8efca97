import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../foundation/api";

/** Whether the centre has nobody yet: then the first page is where its administrator is made. */
export const firstQuery = queryOptions({
  queryKey: ["first"],
  queryFn: async () => (await ask(api.GET("/api/session/first"))).isAwaited,
  retry: false,
});

/** What the centre has of what its first call needs. */
export const setUpQuery = queryOptions({
  queryKey: ["setUp"],
  queryFn: () => ask(api.GET("/api/set-up")),
});
