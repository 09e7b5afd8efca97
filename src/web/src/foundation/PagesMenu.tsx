import { Button, Menu } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMe } from "../identity/session";
import { OwedCount } from "../interactions/OwedCount";
import { OpeningCount } from "../patients/openings/OpeningCount";
import { MenuIcon } from "./icons";
import { pagesOf } from "./navigation";

const counts: { [to: string]: ReactNode } = { "/owed": <OwedCount />, "/openings": <OpeningCount /> };

/** The pages in a menu, where there is no room for them at the left. */
export function PagesMenu({ className }: { className?: string }) {
  const router = useRouter();
  return (
    <Menu position="bottom-start" shadow="md" width={200}>
      <Menu.Target>
        <Button
          variant="default"
          h={32}
          px={8}
          flex="none"
          className={className}
          aria-label="Pages"
          leftSection={<MenuIcon />}
        >
          Pages
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {pagesOf(useMe()).map((page) => (
          <Menu.Item key={page.to} onClick={() => void router.navigate({ to: page.to })} rightSection={counts[page.to]}>
            {page.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
