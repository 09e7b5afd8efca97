import { Badge, Button, Group, SegmentedControl, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { phoneQuery } from "../agents/queries";
import type { PhoneAccount } from "../api/types";
import { api, ask } from "../foundation/api";
import { tellFailure } from "../foundation/notify";
import { QueryView } from "../foundation/QueryView";
import { BrowserPhoneSetup } from "./BrowserPhoneSetup";
import { usePhone } from "./phone";
import { SipAccount } from "./SipAccount";

const kinds = [
  { value: "browser", label: "This browser" },
  { value: "sip", label: "SIP phone" },
];

/** Which phone the agent works with, and all that is needed to make it work. Open by itself while no phone can be reached. */
export function PhoneSetup({ shown }: { shown: boolean }) {
  const query = useQuery({ ...phoneQuery, enabled: shown });
  return (
    <QueryView query={query} loading="Loading your phone">
      {(account) => <Card account={account} />}
    </QueryView>
  );
}

function Card({ account }: { account: PhoneAccount }) {
  const [opened, setOpened] = useState(!account.reachable && account.kind === "sip");
  const { warning } = usePhone();
  return (
    <section className="panel" aria-label="Your phone">
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={2}>Your phone</Title>
          <Badge tt="none" radius="sm" bg={account.reachable ? "teal.9" : "red.9"} c="white">
            {account.reachable ? "Reachable" : "Not reachable, no calls come"}
          </Badge>
        </Group>
        <Button variant="default" size="xs" h={32} aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {opened ? "Hide the set-up" : "Set up"}
        </Button>
      </Group>
      {warning && account.kind === "browser" && (
        <Text mt={8} fw={600} c="red.9">
          {warning.words}
        </Text>
      )}
      {opened && <SetUp account={account} />}
    </section>
  );
}

function SetUp({ account }: { account: PhoneAccount }) {
  const queryClient = useQueryClient();
  const { call } = usePhone();
  const change = useMutation({
    mutationFn: (kind: string) => ask(api.PUT("/api/agents/me/phone", { body: { kind } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["me"] }),
    onError: tellFailure,
  });
  const inCall = call !== "none";
  return (
    <>
      <Group mt={8} gap="sm">
        <SegmentedControl
          aria-label="Phone"
          data={kinds}
          value={account.kind}
          onChange={(kind) => change.mutate(kind)}
          disabled={inCall || change.isPending}
        />
        {inCall && <Text>Can be changed when the call has ended.</Text>}
      </Group>
      {account.kind === "browser" ? <BrowserPhoneSetup /> : <SipAccount account={account} />}
    </>
  );
}
