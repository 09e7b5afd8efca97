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

export const scriptsQuery = queryOptions({
  queryKey: ["practices", "scripts"],
  queryFn: () => ask(api.GET("/api/scripts")),
});

/** Without a country, only which countries there are. */
export const holidaysQuery = (country: string | null, year: number) =>
  queryOptions({
    queryKey: ["practices", "holidays", country, year],
    queryFn: () =>
      ask(api.GET("/api/compliance/holidays", { params: { query: { country: country ?? undefined, year } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

// What is being made is told live; between two pages, and where that is lost, it is asked for.
export const exportsQuery = (id: string) =>
  queryOptions({
    queryKey: ["exports", id],
    queryFn: () => ask(api.GET("/api/practices/{id}/exports", { params: { path: { id }, query: { size: 20 } } })),
    refetchInterval: (query) => (query.state.data?.items.some((each) => each.activity) ? 2_000 : false),
  });

const ofExport = (id: string, exported: string) => ({ params: { path: { id, export: exported } } });

export const startExport = (id: string, reason: string, withRecordings: boolean) =>
  ask(api.POST("/api/practices/{id}/exports", { params: { path: { id } }, body: { reason, withRecordings } }));

export const stopExport = (id: string, exported: string) =>
  ask(api.POST("/api/practices/{id}/exports/{export}/stop", ofExport(id, exported)));

export const removeExport = (id: string, exported: string) =>
  ask(api.DELETE("/api/practices/{id}/exports/{export}", ofExport(id, exported)));

export const exportPath = (id: string, exported: string) => `/api/practices/${id}/exports/${exported}/file`;

/** Ways into other systems of a practice. */
export const linksQuery = (id: string) =>
  queryOptions({
    queryKey: ["practices", "links", id],
    queryFn: () => ask(api.GET("/api/practices/{id}/links", { params: { path: { id } } })),
  });
