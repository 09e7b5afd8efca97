import type { Me } from "../api/types";
import { can } from "../identity/session";

/** Every page of the menu in its order, and what one must be allowed to do to see it. */
export const pages = [
  { to: "/desk", label: "Desk", permission: "agent.work" },
  { to: "/calls", label: "Calls", permission: "interactions.read" },
  { to: "/owed", label: "Owed", permission: "owed.read" },
  { to: "/requests", label: "Requests", permission: "requests.read" },
  { to: "/work-items", label: "Work items", permission: "workItems.read" },
  { to: "/floor", label: "Floor", permission: "agents.read" },
  { to: "/my-day", label: "My day", permission: "agent.work" },
  { to: "/knowledge", label: "Knowledge", permission: "knowledge.read" },
  { to: "/contacts", label: "Contacts", permission: "contacts.read" },
  { to: "/lists", label: "Lists", permission: "lists.read" },
  { to: "/duplicates", label: "Duplicates", permission: "patients.merge" },
  { to: "/notices", label: "Notices", permission: "patients.notices" },
  { to: "/openings", label: "VIP openings", permission: "patients.review" },
  { to: "/today", label: "Today", permission: "reports.read" },
  { to: "/reports", label: "Reports", permission: "reports.read" },
  { to: "/dispositions", label: "Dispositions", permission: "dispositions.edit" },
  { to: "/imports", label: "Imports", permission: "patients.import" },
  { to: "/prompts", label: "Prompts", permission: "prompts.edit" },
  { to: "/practices", label: "Practices", permission: "practices.edit" },
  { to: "/audit", label: "Audit", permission: "audit.read" },
  { to: "/signalling", label: "Signalling", permission: "signalling.read" },
  { to: "/users", label: "Users", permission: "users.manage" },
  { to: "/trunks", label: "Trunks", permission: "settings.edit" },
  { to: "/set-up", label: "Set-up", permission: "settings.edit" },
  { to: "/settings", label: "Settings", permission: "settings.read" },
] as const;

/** The menu of one person. */
export const pagesOf = (me: Me | null) => pages.filter((page) => can(me, page.permission));

/** Where somebody lands after signing in: who leads has a phone too, but works elsewhere. */
export const firstPageOf = (me: Me | null) =>
  pagesOf(me).find((page) => page.to !== "/desk" || !can(me, "emergencies.take"))?.to ??
  (can(me, "queues.read") ? "/board" : "/calls");
