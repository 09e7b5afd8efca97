import { Badge, Button, CopyButton, Group, SimpleGrid, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Phone } from "../api/types";
import { QueryView } from "../foundation/QueryView";
import { phoneQuery } from "./queries";

/** How to bring a SIP phone onto this account, and whether one is there now. Open by itself while none is. */
export function PhoneCard() {
  const query = useQuery(phoneQuery);
  return (
    <QueryView query={query} loading="Loading your phone">
      {(phone) => <Card phone={phone} />}
    </QueryView>
  );
}

function Card({ phone }: { phone: Phone }) {
  const [opened, setOpened] = useState(!phone.reachable);
  return (
    <section className="panel" aria-label="Your phone">
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={2}>Your phone</Title>
          <Badge tt="none" radius="sm" bg={phone.reachable ? "teal.9" : "red.9"} c="white">
            {phone.reachable ? "Reachable" : "Not reachable, no calls come"}
          </Badge>
        </Group>
        <Button variant="default" size="xs" h={32} aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {opened ? "Hide the set-up" : "Set up"}
        </Button>
      </Group>
      {opened && <SetUp phone={phone} />}
    </section>
  );
}

function SetUp({ phone }: { phone: Phone }) {
  const [secretShown, setSecretShown] = useState(false);
  return (
    <>
      <Text mt={8}>Enter these in any SIP desk phone or softphone. It says Reachable here once it has registered.</Text>
      <SimpleGrid component="dl" cols={{ base: 1, xs: 2 }} spacing={4} my={8}>
        <Fact name="User" value={phone.user} />
        <Fact name="Domain" value={phone.domain} />
        {Object.entries(phone.addresses).map(([transport, address]) => (
          <Fact key={transport} name={`Server, ${transport.toUpperCase()}`} value={address} />
        ))}
        <Fact name="Secret" value={secretShown ? phone.secret : "••••••••"} copy={phone.secret} />
      </SimpleGrid>
      <Button variant="default" size="xs" h={32} onClick={() => setSecretShown(!secretShown)}>
        {secretShown ? "Hide the secret" : "Show the secret"}
      </Button>
    </>
  );
}

function Fact({ name, value, copy = value }: { name: string; value: string; copy?: string }) {
  return (
    <Group gap={8} wrap="nowrap">
      <Text component="dt" c="dimmed" w={96}>
        {name}
      </Text>
      <Group component="dd" gap={8} m={0} wrap="nowrap">
        <Text ff="monospace" style={{ wordBreak: "break-all" }}>
          {value}
        </Text>
        <CopyButton value={copy}>
          {({ copied, copy: toClipboard }) => (
            <Button variant="subtle" size="compact-xs" mih={24} onClick={toClipboard} aria-label={`Copy ${name}`}>
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Group>
  );
}
