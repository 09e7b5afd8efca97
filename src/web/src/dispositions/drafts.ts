import { useEffect, useSyncExternalStore } from "react";
import type { InteractionDetail } from "../api/types";
import { api, ask } from "../foundation/api";
import { fieldsOf, WrapUpDraft } from "./draft";

// Memory only: notes about patients never reach browser storage.
const drafts = new Map<string, WrapUpDraft>();

function draftOf(call: InteractionDetail): WrapUpDraft {
  let draft = drafts.get(call.id);
  if (!draft) {
    const path = { id: call.id };
    draft = new WrapUpDraft(fieldsOf(call), (body) =>
      ask(api.PUT("/api/interactions/{id}/wrap-up", { params: { path }, body })),
    );
    drafts.set(call.id, draft);
  }
  return draft;
}

/** The wrap-up of a call as it is being written, kept until it is done. */
export function useDraft(call: InteractionDetail) {
  const draft = draftOf(call);
  const { fields, save } = useSyncExternalStore(draft.subscribe, draft.snapshot);
  useEffect(() => draft.refresh(fieldsOf(call)), [draft, call]);
  return { draft, fields, save };
}

/** How far the notes of a call have come, or null when none were begun on this page. */
export const saveStateOf = (id: string) => drafts.get(id)?.snapshot().save ?? null;

/** Sends everything typed that the server does not have yet. Throws what it refuses; the text stays. */
export const flushDrafts = () => Promise.all([...drafts.values()].map((draft) => draft.flush()));

export const dropDraft = (id: string) => void drafts.delete(id);

/** When somebody else signs in at this browser. */
export const forgetDrafts = () => drafts.clear();

export async function saveAllDrafts() {
  await flushDrafts();
  drafts.clear();
}

window.addEventListener("beforeunload", (event) => {
  if ([...drafts.values()].some((draft) => draft.unsaved)) event.preventDefault();
});
