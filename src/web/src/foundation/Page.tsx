import { Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useCan } from "../identity/session";

interface PageProps {
  /** The heading; also the browser's tab, so never a person's name or number. */
  title: string;
  /** Above the page instead of the title, where somebody named it themself: a tab says less. */
  heading?: string;
  /** What the person must be allowed to do; without it the page says so and shows nothing else. */
  permission: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** One screen: its heading takes the focus on arrival so that a screen reader starts there. */
export function Page({ title, heading: words = title, permission, note, actions, children }: PageProps) {
  const allowed = useCan()(permission);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Kindline`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <Stack className="page" gap={12}>
      <Group justify="space-between" align="center" gap="sm" mih={36}>
        <Group gap="md" align="baseline">
          <Title order={1} ref={heading} tabIndex={-1}>
            {words}
          </Title>
          {note && (
            <Text c="dimmed" component="div">
              {note}
            </Text>
          )}
        </Group>
        {allowed && actions && (
          <Group gap="xs" className="noPrint">
            {actions}
          </Group>
        )}
      </Group>
      {allowed ? children : <Text>This page is not part of your role. Ask your administrator if it should be.</Text>}
    </Stack>
  );
}
