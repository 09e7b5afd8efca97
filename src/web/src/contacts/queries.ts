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

/** Whom a referral partner has sent, in numbers. */
export const referralsQuery = (id: string) =>
  queryOptions({
    queryKey: ["contacts", "referrals", id],
    queryFn: () => ask(api.GET("/api/organisations/{id}/referrals", { params: { path: { id } } })),
  });

/** The same by name. Every reading is audited, so it is read when it is asked for, and once. */
export const referredPatientsQuery = (id: string) =>
  queryOptions({
    queryKey: ["referredPatients", id],
    queryFn: () => ask(api.GET("/api/organisations/{id}/referrals/patients", { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** The people of a practice. */
export const staffQuery = (practice: string) =>
  queryOptions({
    queryKey: ["contacts", "staff", practice],
    queryFn: () => ask(api.GET("/api/practices/{id}/staff", { params: { path: { id: practice } } })),
  });
