import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../foundation/api";

export const practicesQuery = queryOptions({
  queryKey: ["practices"],
  queryFn: () => ask(api.GET("/api/practices")),
  staleTime: 300_000,
});

export const directoryQuery = (id: string) =>
  queryOptions({
    queryKey: ["practices", "directory", id],
    queryFn: () => ask(api.GET("/api/practices/{id}/directory", { params: { path: { id } } })),
  });

export const verificationQuery = (id: string) =>
  queryOptions({
    queryKey: ["practices", "verification", id],
    queryFn: () => ask(api.GET("/api/practices/{id}/verification", { params: { path: { id } } })),
  });

export const patientFieldsQuery = queryOptions({
  queryKey: ["practices", "patientFields"],
  queryFn: () => ask(api.GET("/api/patient-fields")),
});

/** Without a country, only which countries there are. */
export const holidaysQuery = (country: string | null, year: number) =>
  queryOptions({
    queryKey: ["practices", "holidays", country, year],
    queryFn: () =>
      ask(api.GET("/api/compliance/holidays", { params: { query: { country: country ?? undefined, year } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
