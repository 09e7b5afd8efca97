import { AppShell, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { CallElsewhere } from "../agents/CallElsewhere";
import { EmergencyBanner } from "../agents/EmergencyBanner";
import { StateMenu } from "../agents/StateMenu";
import { FindPerson } from "../desk/FindPerson";
import { Announcements } from "../floor/Announcements";
import { CoachNotice } from "../floor/CoachNotice";
import { useCan, useMe } from "../identity/session";
import { UserMenu } from "../identity/UserMenu";
import { OwedCount } from "../interactions/OwedCount";
import { OpeningCount } from "../patients/openings/OpeningCount";
import { PhoneAudio } from "../phone/PhoneAudio";
import { PhoneMeter } from "../phone/PhoneMeter";
import { MyQueues } from "../routing/MyQueues";
import { Footer } from "./Footer";
import { KeyMap } from "./KeyMap";
import { followChanges } from "./live";
import { NavLinks } from "./NavLinks";
import { loadKeys } from "./ownKeys";
import { PagesMenu } from "./PagesMenu";

/** The frame around every page: state, queues and phone above, pages at the left, the connection below. The desk and the floor have the whole width. */
export function Shell() {
  const queryClient = useQueryClient();
  const path = useLocation({ select: (location) => location.pathname });
  const onDesk = path === "/desk";
  const wide = onDesk || path === "/floor";
  const me = useMe();
  const isAgent = me?.isAgent ?? false;
  const worksCalls = useCan()("agent.work") && isAgent;

  useEffect(() => followChanges(queryClient), [queryClient]);
  useEffect(() => (me ? loadKeys(me.keys) : undefined), [me]);

  return (
    <AppShell
      header={{ height: 44 }}
      footer={{ height: 24 }}
      navbar={{ width: 168, breakpoint: 1100, collapsed: { mobile: true, desktop: wide } }}
      padding={0}
      transitionDuration={0}
    >
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <AppShell.Header px={10}>
        <Group h="100%" gap="md" wrap="nowrap" justify="space-between">
          <Group gap="md" wrap="nowrap" miw={0} flex={1}>
            <PagesMenu className={wide ? undefined : "narrowOnly"} />
            {worksCalls && <StateMenu />}
            <FindPerson worksCalls={worksCalls} />
            {worksCalls && !onDesk && <CallElsewhere />}
            {worksCalls && <MyQueues />}
          </Group>
          {worksCalls && <PhoneMeter />}
          <UserMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar py={8} aria-label="Pages" style={{ overflowY: "auto" }}>
        {/* Where the pages are in a menu, nobody sees the count: three hundred desks need not ask for it at each lost call. */}
        <NavLinks badges={wide ? undefined : { "/owed": <OwedCount />, "/openings": <OpeningCount /> }} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <Outlet />
        <EmergencyBanner />
        {worksCalls && <Announcements />}
        {worksCalls && <CoachNotice />}
      </AppShell.Main>
      <Footer worksCalls={worksCalls} onDesk={onDesk} />
      <KeyMap />
      {worksCalls && <PhoneAudio />}
    </AppShell>
  );
}
