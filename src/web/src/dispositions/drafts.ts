import { useEffect, useSyncExternalStore } from "react";
import type { InteractionDetail } from "../api/types";
import { api, ask } from "../foundation/api";
import { closeFailure } from "../foundation/notify";
import { fieldsOf, type Send, WrapUpDraft } from "./draft";

// Memory only: notes about patients never reach browser storage.
const drafts = new Map<string, WrapUpDraft>();

/** Sends to one call. A save that goes through after one that did not takes back what was said of it. */
function sendingOf(id: string): Send {
  let failing = false;
  return async (body) => {
    try {
      await ask(api.PUT("/api/interactions/{id}/wrap-up", { params: { path: { id } }, body }));
    } catch (error) {
      failing = true;
      throw error;
    }
    if (failing) closeFailure();
    failing = false;
  };
}

function draftOf(call: InteractionDetail): WrapUpDraft {
  let draft = drafts.get(call.id);
  if (!draft) {
    draft = new WrapUpDraft(fieldsOf(call), sendingOf(call.id));
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
export function forgetDrafts() {
  for (const draft of drafts.values()) draft.abandon();
  drafts.clear();
}

export async function saveAllDrafts() {
  await flushDrafts();
  drafts.clear();
}

window.addEventListener("beforeunload", (event) => {
  if ([...drafts.values()].some((draft) => draft.unsaved)) event.preventDefault();
});
