import { type KeyboardEvent, useState } from "react";
import { flushSync } from "react-dom";

export type Panel = "state" | "move" | "announce" | null;

export const agentFormId = "agent-form";
export const agentTableId = "agent-table";

const form = () => document.getElementById(agentFormId);

/** The one form open about the chosen agent: it has the focus from its first field on, and gives it back to the table. */
export function useAgentForm() {
  const [panel, setPanel] = useState<Panel>(null);
  const open = (wanted: Panel) => {
    flushSync(() => setPanel(wanted));
    form()?.querySelector<HTMLElement>("input, button")?.focus();
  };
  const close = () => {
    // Whoever went elsewhere meanwhile stays there.
    if (form()?.contains(document.activeElement)) document.getElementById(agentTableId)?.focus();
    setPanel(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const closesList = event.target instanceof HTMLElement && event.target.getAttribute("aria-expanded") === "true";
    if (event.key === "Escape" && !closesList) close();
  };
  return { panel, open, close, onKeyDown };
}

export type AgentForm = ReturnType<typeof useAgentForm>;
