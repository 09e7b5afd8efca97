import { Button, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { saveAllDrafts } from "../dispositions/drafts";
import { claimDesk } from "../phone/claim";

/** The desk lives in one place at a time; this page says so and shows nothing of the call. */
export function TakenOver({ taking }: { taking: boolean }) {
  const queryClient = useQueryClient();
  useEffect(() => {
    // What the other place writes from now on must not be overwritten from here; what cannot be saved stays.
    saveAllDrafts().catch(() => {});
  }, []);
  const takeBack = async () => {
    await claimDesk();
    await queryClient.invalidateQueries({ queryKey: ["calls"] });
  };
  return (
    <Stack component="section" className="deskElsewhere" align="flex-start" gap={12} role="alert">
      <Title order={1}>Your desk was opened at another place.</Title>
      <Text maw={520}>
        Calls ring there, and what you typed here is saved. If that was not you, take the desk back and tell your
        supervisor.
      </Text>
      <Button h={40} loading={taking} onClick={() => void takeBack()}>
        Take it back
      </Button>
    </Stack>
  );
}
