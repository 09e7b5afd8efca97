import { Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMe } from "../identity/session";
import { pagesOf } from "./navigation";

/** The pages that this person may open, with a count where a list waits. */
export function NavLinks({ badges = {} }: { badges?: { [to: string]: ReactNode } }) {
  return pagesOf(useMe()).map((page) => (
    <Link key={page.to} to={page.to} className="navLink">
      <Group justify="space-between" w="100%">
        {page.label}
        {badges[page.to]}
      </Group>
    </Link>
  ));
}
