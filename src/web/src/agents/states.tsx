import type { ReactNode } from "react";
import type { AgentMe, AgentState } from "../api/types";
import {
  BellIcon,
  CheckIcon,
  CupIcon,
  LostIcon,
  OffIcon,
  PauseIcon,
  PenIcon,
  PeopleIcon,
  PhoneIcon,
} from "../foundation/icons";

interface StateLook {
  word: string;
  background: string;
  color: string;
  icon: ReactNode;
}

const white = "white";
const black = "black";

/** Word, icon and colour of each agent state; every pair measures 4.5:1 or more. */
export const stateLooks: { [state in AgentState]: StateLook } = {
  ready: { word: "Ready", background: "teal.9", color: white, icon: <CheckIcon /> },
  ringing: { word: "Ringing", background: "blue.8", color: white, icon: <BellIcon /> },
  onCall: { word: "On call", background: "violet.8", color: white, icon: <PhoneIcon /> },
  onHold: { word: "On hold", background: "orange.8", color: black, icon: <PauseIcon /> },
  consulting: { word: "Consulting", background: "cyan.9", color: white, icon: <PeopleIcon /> },
  wrapUp: { word: "Wrap-up", background: "yellow.4", color: black, icon: <PenIcon /> },
  away: { word: "Away", background: "gray.7", color: white, icon: <CupIcon /> },
  phoneLost: { word: "Phone lost", background: "red.9", color: white, icon: <LostIcon /> },
  signedOut: { word: "Signed out", background: "gray.2", color: black, icon: <OffIcon /> },
};

export const awayReasons = ["Break", "Lunch", "Training", "Meeting", "Admin work"] as const;

/** Whether the agent's work in this state belongs to a call. */
/** As the screens name it: who asks a colleague while the caller is on hold is consulting. */
export const shownState = ({ state, call }: Pick<AgentMe, "state" | "call">): AgentState =>
  call?.transfer?.consult && state === "onHold" ? "consulting" : state;

export const isBusy = (state: AgentState) => ["ringing", "onCall", "onHold", "consulting", "wrapUp"].includes(state);

/** "Away: Lunch", "Phone lost: calls paused", "On call". */
export function stateWords(state: AgentState, reason?: string | null): string {
  if (state === "phoneLost") return "Phone lost: calls paused";
  return state === "away" && reason ? `Away: ${reason}` : stateLooks[state].word;
}
