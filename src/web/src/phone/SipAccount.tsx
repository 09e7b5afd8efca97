import { Button, CopyButton, Group, SimpleGrid, Text } from "@mantine/core";
import { useState } from "react";
import type { PhoneAccount } from "../api/types";

/** What to type into a SIP desk phone or softphone to bring it onto this account. */
export function SipAccount({ account }: { account: PhoneAccount }) {
  const [secretShown, setSecretShown] = useState(false);
  const servers = Object.entries(account.addresses).filter(([transport, address]) => transport !== "ws" && address);
  return (
    <>
      <Text mt={8}>Enter these in any SIP desk phone or softphone. It says Reachable here once it has registered.</Text>
      <SimpleGrid component="dl" cols={{ base: 1, xs: 2 }} spacing={4} my={8}>
        <Fact name="User" value={account.user} />
        <Fact name="Domain" value={account.domain} />
        {servers.map(([transport, address]) => (
          <Fact key={transport} name={`Server, ${transport.toUpperCase()}`} value={address ?? ""} />
        ))}
        <Fact name="Secret" value={secretShown ? account.secret : "••••••••"} copy={account.secret} />
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
