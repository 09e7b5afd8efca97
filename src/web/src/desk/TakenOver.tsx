import { Button, Stack, Text, Title } from "@mantine/core";

/** The desk lives in one place at a time; this page says so and shows nothing of the call. */
export function TakenOver({ taking, onTakeBack }: { taking: boolean; onTakeBack: () => void }) {
  return (
    <Stack component="section" className="deskElsewhere" align="flex-start" gap={12} role="alert">
      <Title order={1}>Your desk was opened at another place.</Title>
      <Text maw={520}>
        Calls ring there, and what you typed here is saved. If that was not you, take the desk back and tell your
        supervisor.
      </Text>
      <Button h={40} loading={taking} onClick={onTakeBack}>
        Take it back
      </Button>
    </Stack>
  );
}
