import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../foundation/api";

/** The report beside what the town saw; asked again and again, for its calls go on. */
export const townQuery = () =>
  queryOptions({
    queryKey: ["town"],
    queryFn: () => ask(api.GET("/api/demo/town")),
    refetchInterval: 5000,
  });
