import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { NoticeOutcome } from "../../api/types";
import { api, ask } from "../../foundation/api";

export type NoticeState = "open" | "all";

export const noticesAtOnce = 50;

export const noticesQuery = (state: NoticeState, page: number) =>
  queryOptions({
    queryKey: ["notices", "list", state, page],
    queryFn: () => ask(api.GET("/api/contact-notices", { params: { query: { state, page, size: noticesAtOnce } } })),
    placeholderData: keepPreviousData,
    // Each reading is in the audit trail of all who are listed.
    refetchOnWindowFocus: false,
  });

export const tellOutcome = (id: string, outcome: NoticeOutcome, note: string) =>
  ask(
    api.POST("/api/contact-notices/{id}/outcome", { params: { path: { id } }, body: { outcome, note: note || null } }),
  );
