import { AppShell, Burger, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { StateMenu } from "../agents/StateMenu";
import { useCan, useMe } from "../identity/session";
import { UserMenu } from "../identity/UserMenu";
import { OwedCount } from "../interactions/OwedCount";
import { PhoneAudio } from "../phone/PhoneAudio";
import { PhoneMeter } from "../phone/PhoneMeter";
import { MyQueues } from "../routing/MyQueues";
import { Footer } from "./Footer";
import { KeyMap } from "./KeyMap";
import { followChanges } from "./live";
import { NavLinks } from "./NavLinks";

/** The frame around every page: state and queues above, pages at the left, the connection below. */
export function Shell() {
  const queryClient = useQueryClient();
  const [navOpen, nav] = useDisclosure(false);
  const path = useLocation({ select: (location) => location.pathname });
  const isAgent = useMe()?.isAgent ?? false;
  const worksCalls = useCan()("agent.work") && isAgent;

  useEffect(() => followChanges(queryClient), [queryClient]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu of a narrow screen closes when the page changes
  useEffect(() => nav.close(), [path]);

  return (
    <AppShell
      header={{ height: 44 }}
      footer={{ height: 24 }}
      navbar={{ width: 168, breakpoint: 1100, collapsed: { mobile: !navOpen } }}
      padding={0}
    >
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <AppShell.Header px={10}>
        <Group h="100%" gap="md" wrap="nowrap" justify="space-between">
          <Group gap="md" wrap="nowrap" miw={0} flex={1}>
            <Burger opened={navOpen} onClick={nav.toggle} className="narrowOnly" size="sm" aria-label="Menu" />
            {worksCalls && <StateMenu />}
            {worksCalls && <MyQueues />}
          </Group>
          {worksCalls && <PhoneMeter />}
          <UserMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar py={8} aria-label="Pages">
        <NavLinks badges={{ "/owed": <OwedCount /> }} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <Footer />
      <KeyMap />
      {worksCalls && <PhoneAudio />}
    </AppShell>
  );
}
