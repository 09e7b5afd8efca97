import { queryOptions } from "@tanstack/react-query";
import type { Trunk } from "../api/types";
import { api, ask } from "../foundation/api";

export const trunksQuery = queryOptions({
  queryKey: ["trunks"],
  queryFn: async () => (await ask(api.GET("/api/trunks"))) as { items: Trunk[]; total: number },
  // Round trips and refreshed registrations are told to nobody.
  refetchInterval: 15_000,
});
