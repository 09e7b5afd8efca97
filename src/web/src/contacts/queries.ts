import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../foundation/api";

const most = 500;

/** All whom a practice works with, also out of use. What one looks for is found in them here, so it stands in no address. */
export const organisationsQuery = (practice: string) =>
  queryOptions({
    queryKey: ["contacts", practice],
    queryFn: () => ask(api.GET("/api/organisations", { params: { query: { practice, retired: true, size: most } } })),
  });

/** One of them, with what was talked about. */
export const organisationQuery = (id: string) =>
  queryOptions({
    queryKey: ["contacts", "one", id],
    queryFn: () => ask(api.GET("/api/organisations/{id}", { params: { path: { id } } })),
  });
