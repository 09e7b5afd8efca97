import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { PatientRow } from "../api/types";
import { ApiError, api, ask } from "../foundation/api";
import { useCan } from "../identity/session";

const least = 2;

// The server looks for no more.
const mostFound = 60;

/** The people that fit what was typed, and the one alone where there is just one, of one practice or of all of one's own. What is typed goes in a request body, never in a URL. */
export function usePersonSearch(typed: string, practice?: string) {
  const maySearch = useCan()("patients.search");
  const [query] = useDebouncedValue(typed.trim(), 250);
  const searching = maySearch && query.length >= least;
  const found = useQuery({
    queryKey: ["patients", "search", query],
    queryFn: () => ask(api.POST("/api/patients/search", { body: { query, size: 8 } })),
    enabled: searching,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const all: PatientRow[] = searching ? (found.data?.items ?? []) : [];
  const total = searching ? (found.data?.total ?? 0) : 0;
  const rows = practice ? all.filter((row) => row.practice.id === practice) : all;
  // Of what stands in the field now, and with nobody left out who might be meant.
  const settled = query === typed.trim() && !found.isPlaceholderData && total <= all.length;
  const only = settled && rows.length === 1 ? rows[0] : undefined;
  const counts = { rows: rows.length, all: all.length, total };
  return { maySearch, rows, only, words: wordsFor(searching, found, counts, practice) };
}

function wordsFor(
  searching: boolean,
  found: { error: unknown; isFetching: boolean },
  { rows, all, total }: { rows: number; all: number; total: number },
  practice?: string,
): string {
  if (!searching) return "";
  // "5/14" is no date yet, and "." no name.
  if (found.error instanceof ApiError && found.error.fields.query)
    return "Type on: a name, a whole date, four digits of a number or an e-mail address";
  if (found.error) return "The search failed";
  if (found.isFetching) return "Searching";
  if (total > all) {
    const whose = rows < all ? `${rows || "Nobody"} of this practice in the first ${all}` : rows;
    return `${whose} of ${total < mostFound ? total : `${mostFound} or more`}, type more`;
  }
  if (rows > 0) return "";
  return practice ? "Nobody found in this practice" : "Nobody found";
}

/** The date of birth is what a caller must say: a result never shows it. */
export const personWords = (row: PatientRow) =>
  [row.name, row.vip && "VIP", row.mrn && `MRN ends ${row.mrn.slice(-3)}`].filter(Boolean).join(", ");
