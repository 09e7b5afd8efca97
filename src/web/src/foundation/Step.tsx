import { Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";

interface StepProps {
  /** What all the steps are called. */
  steps: readonly string[];
  /** From 1 on. */
  number: number;
  title: string;
  note?: ReactNode;
  children: ReactNode;
}

/** One of several steps; where it follows another its heading takes the focus, so that it is read. */
export function Step({ steps, number, title, note, children }: StepProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (number > 1) heading.current?.focus({ preventScroll: true });
  }, [number]);
  return (
    <Stack component="section" className="panel" gap={12} aria-label={title}>
      <Group justify="space-between" align="baseline" gap="sm">
        <Group gap="md" align="baseline">
          <Title order={2} ref={heading} tabIndex={-1}>
            {title}
          </Title>
          {note && <Text c="dimmed">{note}</Text>}
        </Group>
        <Group component="ol" gap={16} m={0} p={0} aria-label="Steps" style={{ listStyle: "none" }}>
          {steps.map((name, n) => (
            <Text
              component="li"
              key={name}
              fw={n + 1 === number ? 600 : 400}
              c={n + 1 === number ? undefined : "dimmed"}
              aria-current={n + 1 === number ? "step" : undefined}
            >
              {n + 1} {name}
            </Text>
          ))}
        </Group>
      </Group>
      {children}
    </Stack>
  );
}
