import { useMediaQuery } from "@mantine/hooks";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { flushSync } from "react-dom";

/** The tabs of the work column, in their order. */
export const tabs = ["record", "dial", "transfer", "owed", "recent", "knowledge", "contacts", "phone"] as const;
export type Tab = (typeof tabs)[number];

interface DeskView {
  tab: Tab;
  /** Opens a tab and, where the agent asked for it, puts the focus into its field. */
  go: (tab: Tab, fieldId?: string) => void;
  /** Brings the person to the front where C is only a summary. */
  revealPerson: () => void;
  /** Whether the desk has the narrow layout: half a screen, or 200 % zoom. */
  narrow: boolean;
  /** Which of up to three persons is in front. */
  person: number;
  showPerson: (index: number) => void;
  /** Whether the emergency key was pressed once. */
  emergencyAsked: boolean;
  askEmergency: (asked: boolean) => void;
}

const Context = createContext<DeskView | null>(null);

/** What is in front on the desk; nothing of it is ever on the server or in the URL. */
export function DeskViewProvider({ children }: { children: ReactNode }) {
  const [tab, setTab] = useState<Tab>("record");
  const [person, showPerson] = useState(0);
  const [emergencyAsked, askEmergency] = useState(false);
  const narrow = useMediaQuery("(max-width: 1099px)", false, { getInitialValueInEffect: false });
  const view = useMemo(() => {
    const go = (next: Tab, fieldId?: string) => {
      flushSync(() => {
        setTab(next);
        askEmergency(false);
      });
      if (fieldId) document.getElementById(fieldId)?.focus();
    };
    const revealPerson = () => narrow && go("record");
    return { tab, go, revealPerson, narrow, person, showPerson, emergencyAsked, askEmergency };
  }, [tab, narrow, person, emergencyAsked]);
  return <Context.Provider value={view}>{children}</Context.Provider>;
}

export function useDeskView(): DeskView {
  const view = useContext(Context);
  if (!view) throw new Error("outside the desk");
  return view;
}
