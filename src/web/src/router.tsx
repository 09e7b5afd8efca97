import { Anchor, Stack, Text, Title } from "@mantine/core";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouterHistory,
  redirect,
} from "@tanstack/react-router";
import { firstPageOf } from "./foundation/navigation";
import { queryClient } from "./foundation/queryClient";
import { Shell } from "./foundation/Shell";
import { columnIn, idIn, intIn, oneOf, optional, pathIn } from "./foundation/search";
import { SignIn } from "./identity/SignIn";
import { can, sessionQuery } from "./identity/session";
import { readCallsSearch } from "./interactions/callsSearch";
import { readCellSearch, readReportSearch } from "./reporting/reportSearch";
import { firstQuery, setUpQuery } from "./set-up/queries";
import { isOpen } from "./set-up/steps";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (raw: Record<string, unknown>) => optional({ next: pathIn(raw, "next") }),
  beforeLoad: async (): Promise<void> => {
    // A server that is away is told of when somebody signs in.
    if (await queryClient.fetchQuery(firstQuery).catch(() => false)) throw redirect({ to: "/first" });
  },
  component: SignIn,
});

const first = createRoute({
  getParentRoute: () => root,
  path: "/first",
  beforeLoad: async (): Promise<void> => {
    if (!(await queryClient.fetchQuery(firstQuery))) throw redirect({ to: "/sign-in" });
  },
  component: lazyRouteComponent(() => import("./set-up/FirstAdministrator"), "FirstAdministrator"),
});

async function signedIn({ location }: { location: { pathname: string; searchStr: string } }): Promise<void> {
  if (await queryClient.ensureQueryData(sessionQuery)) return;
  const next = location.pathname === "/" ? undefined : location.pathname + location.searchStr;
  throw redirect({ to: "/sign-in", search: { next } });
}

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: signedIn,
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: async (): Promise<void> => {
    const me = queryClient.getQueryData(sessionQuery.queryKey) ?? null;
    if (can(me, "settings.edit")) {
      const setUp = await queryClient.fetchQuery(setUpQuery).catch(() => null);
      if (setUp && !isOpen(setUp)) throw redirect({ to: "/set-up" });
    }
    throw redirect({ to: firstPageOf(me) });
  },
});

const stateOf = (raw: Record<string, unknown>) => optional({ state: oneOf(raw, "state", ["open", "closed"] as const) });

const desk = createRoute({
  getParentRoute: () => shell,
  path: "/desk",
  component: lazyRouteComponent(() => import("./desk/Desk"), "Desk"),
});
const myCalls = createRoute({
  getParentRoute: () => shell,
  path: "/my-calls",
  beforeLoad: (): void => {
    throw redirect({ to: "/desk" });
  },
});
const calls = createRoute({
  getParentRoute: () => shell,
  path: "/calls",
  validateSearch: readCallsSearch,
  component: lazyRouteComponent(() => import("./interactions/Calls"), "Calls"),
});
const call = createRoute({
  getParentRoute: () => shell,
  path: "/calls/$id",
  component: lazyRouteComponent(() => import("./interactions/Call"), "Call"),
});
const owed = createRoute({
  getParentRoute: () => shell,
  path: "/owed",
  validateSearch: (raw: Record<string, unknown>) =>
    optional({
      ...stateOf(raw),
      kind: oneOf(raw, "kind", ["abandoned", "voicemail", "callBack", "returnedTransfer", "interrupted"] as const),
    }),
  component: lazyRouteComponent(() => import("./interactions/Owed"), "OwedPage"),
});
const requests = createRoute({
  getParentRoute: () => shell,
  path: "/requests",
  validateSearch: (raw: Record<string, unknown>) =>
    optional({
      practice: idIn(raw, "practice"),
      partner: idIn(raw, "partner"),
      state: oneOf(raw, "state", ["new", "trying", "booked", "declined", "notReached", "withdrawn"] as const),
      handled: raw.handled === true || raw.handled === "true" || undefined,
      page: intIn(raw, "page", 1, 1_000_000),
    }),
  component: lazyRouteComponent(() => import("./appointments/Requests"), "Requests"),
});
const workItems = createRoute({
  getParentRoute: () => shell,
  path: "/work-items",
  validateSearch: stateOf,
  component: lazyRouteComponent(() => import("./work-items/WorkItems"), "WorkItems"),
});
const floor = createRoute({
  getParentRoute: () => shell,
  path: "/floor",
  validateSearch: (raw: Record<string, unknown>) =>
    optional({ practice: idIn(raw, "practice"), team: idIn(raw, "team") }),
  component: lazyRouteComponent(() => import("./floor/FloorPage"), "FloorPage"),
});
const board = createRoute({
  getParentRoute: () => root,
  path: "/board",
  validateSearch: (raw: Record<string, unknown>) => optional({ practice: idIn(raw, "practice") }),
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import("./floor/Board"), "Board"),
});
const person = createRoute({
  getParentRoute: () => shell,
  path: "/person",
  component: lazyRouteComponent(() => import("./desk/PersonPage"), "PersonPage"),
});
const myDay = createRoute({
  getParentRoute: () => shell,
  path: "/my-day",
  component: lazyRouteComponent(() => import("./reporting/MyDay"), "MyDayPage"),
});
const today = createRoute({
  getParentRoute: () => shell,
  path: "/today",
  validateSearch: (raw: Record<string, unknown>) => optional({ practice: idIn(raw, "practice") }),
  component: lazyRouteComponent(() => import("./reporting/DayBoard"), "DayBoardPage"),
});
const reports = createRoute({
  getParentRoute: () => shell,
  path: "/reports",
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import("./reporting/InboundReport"), "InboundReportPage"),
});
const reportRows = createRoute({
  getParentRoute: () => shell,
  path: "/reports/rows",
  validateSearch: readCellSearch,
  component: lazyRouteComponent(() => import("./reporting/ReportRows"), "ReportRows"),
});
const town = createRoute({
  getParentRoute: () => shell,
  path: "/reports/town",
  component: lazyRouteComponent(() => import("./demo/TownPage"), "TownPage"),
});
const dispositions = createRoute({
  getParentRoute: () => shell,
  path: "/dispositions",
  component: lazyRouteComponent(() => import("./dispositions/Dispositions"), "Dispositions"),
});
const prompts = createRoute({
  getParentRoute: () => shell,
  path: "/prompts",
  component: lazyRouteComponent(() => import("./flows/Prompts"), "Prompts"),
});
const knowledge = createRoute({
  getParentRoute: () => shell,
  path: "/knowledge",
  component: lazyRouteComponent(() => import("./knowledge/Knowledge"), "Knowledge"),
});
const contacts = createRoute({
  getParentRoute: () => shell,
  path: "/contacts",
  component: lazyRouteComponent(() => import("./contacts/ContactsPage"), "ContactsPage"),
});
const imports = createRoute({
  getParentRoute: () => shell,
  path: "/imports",
  validateSearch: (raw: Record<string, unknown>) => optional({ import: idIn(raw, "import") }),
  component: lazyRouteComponent(() => import("./integrations/Imports"), "Imports"),
});
const listSearch = (raw: Record<string, unknown>) =>
  optional({
    list: idIn(raw, "list"),
    sort: columnIn(raw, "sort"),
    descending: raw.descending === true ? true : undefined,
  });
const lists = createRoute({
  getParentRoute: () => shell,
  path: "/lists",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("./lists/Lists"), "Lists"),
});
const printedList = createRoute({
  getParentRoute: () => shell,
  path: "/lists/print",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("./lists/PrintedList"), "PrintedList"),
});
const bulkChanges = createRoute({
  getParentRoute: () => shell,
  path: "/lists/changes",
  validateSearch: (raw: Record<string, unknown>) => optional({ change: idIn(raw, "change") }),
  component: lazyRouteComponent(() => import("./lists/bulk/BulkChanges"), "BulkChanges"),
});
const duplicates = createRoute({
  getParentRoute: () => shell,
  path: "/duplicates",
  component: lazyRouteComponent(() => import("./patients/duplicates/Duplicates"), "Duplicates"),
});
const openings = createRoute({
  getParentRoute: () => shell,
  path: "/openings",
  component: lazyRouteComponent(() => import("./patients/openings/Openings"), "Openings"),
});
const notices = createRoute({
  getParentRoute: () => shell,
  path: "/notices",
  component: lazyRouteComponent(() => import("./patients/notices/Notices"), "Notices"),
});
const audit = createRoute({
  getParentRoute: () => shell,
  path: "/audit",
  component: lazyRouteComponent(() => import("./audit/Audit"), "Audit"),
});
const signalling = createRoute({
  getParentRoute: () => shell,
  path: "/signalling",
  validateSearch: (raw: Record<string, unknown>) => optional({ failed: raw.failed === true ? true : undefined }),
  component: lazyRouteComponent(() => import("./telephony/Signalling"), "Signalling"),
});
const ladder = createRoute({
  getParentRoute: () => shell,
  path: "/signalling/$id",
  component: lazyRouteComponent(() => import("./telephony/LadderPage"), "LadderPage"),
});
const users = createRoute({
  getParentRoute: () => shell,
  path: "/users",
  component: lazyRouteComponent(() => import("./identity/Users"), "Users"),
});
const trunks = createRoute({
  getParentRoute: () => shell,
  path: "/trunks",
  component: lazyRouteComponent(() => import("./telephony/Trunks"), "Trunks"),
});
const practices = createRoute({
  getParentRoute: () => shell,
  path: "/practices",
  component: lazyRouteComponent(() => import("./practices/PracticesPage"), "PracticesPage"),
});
const setUp = createRoute({
  getParentRoute: () => shell,
  path: "/set-up",
  component: lazyRouteComponent(() => import("./set-up/SetUpPage"), "SetUpPage"),
});
const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(() => import("./routing/Settings"), "Settings"),
});

const routes = shell.addChildren([
  home,
  desk,
  myCalls,
  calls,
  call,
  owed,
  requests,
  workItems,
  floor,
  person,
  myDay,
  today,
  reports,
  reportRows,
  town,
  dispositions,
  prompts,
  knowledge,
  contacts,
  imports,
  lists,
  bulkChanges,
  printedList,
  duplicates,
  openings,
  notices,
  audit,
  signalling,
  ladder,
  users,
  trunks,
  practices,
  setUp,
  settings,
]);

const routeTree = root.addChildren([signIn, first, board, routes]);

/** The pages over the browser's own history, or another one. */
export const routerOver = (history?: RouterHistory) =>
  createRouter({ routeTree, history, defaultErrorComponent: Broken });

export const router = routerOver();

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

function NotFound() {
  return (
    <Stack component="main" p="xl">
      <Title order={1}>No such page</Title>
      <Anchor href="/">To the start</Anchor>
    </Stack>
  );
}

function Broken() {
  return (
    <Stack p="xl" role="alert">
      <Title order={1}>This page failed</Title>
      <Text>The server cannot be reached, or the page met something it did not expect. What was saved is safe.</Text>
      <Anchor href={window.location.pathname}>Load it again</Anchor>
    </Stack>
  );
}
