import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Me } from "../api/types";
import { ApiError, api, ask } from "../foundation/api";

/** Who is signed in, or null. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async (): Promise<Me | null> => {
    try {
      return await ask(api.GET("/api/session"));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

export const useMe = () => useQuery(sessionQuery).data ?? null;

/** Whether somebody may do a thing at all; the server decides on which records. */
export const can = (me: Me | null, permission: string) =>
  me?.permissions.some((granted) => granted.permission === permission) ?? false;

/** How far a permission reaches, such as "own" or "practice"; nothing where there is none. */
export function useScope() {
  const me = useMe();
  return (permission: string) => me?.permissions.find((granted) => granted.permission === permission)?.scope;
}

export function useCan() {
  const me = useMe();
  return (permission: string) => can(me, permission);
}
