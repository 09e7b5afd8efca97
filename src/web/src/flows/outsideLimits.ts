import { queryOptions } from "@tanstack/react-query";
import type { OutsideLimits } from "../api/types";
import { api, ask } from "../foundation/api";

export const outsideLimitsQuery = queryOptions({
  queryKey: ["outsideLimits"],
  queryFn: async () => (await ask(api.GET("/api/outside-limits"))) as OutsideLimits,
});
