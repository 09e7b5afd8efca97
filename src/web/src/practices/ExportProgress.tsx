import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import type { ExportActivity } from "../api/types";
import { wordsOf } from "../foundation/api";
import { activityWords, shareOf } from "./exportWords";
import { stopExport } from "./queries";
import { useExportAction } from "./useExportAction";

interface ExportProgressProps {
  practice: string;
  id: string;
  activity: ExportActivity;
}

/** One is being made; whoever leaves the page stops nothing. */
export function ExportProgress({ practice, id, activity }: ExportProgressProps) {
  const stopping = useExportAction(practice, () => stopExport(practice, id));
  const words = activityWords(activity);
  return (
    <Stack gap={8}>
      <Text role="status">{words}</Text>
      <Progress value={shareOf(activity)} aria-label={words} size="lg" />
      <Group justify="space-between">
        <Text c="dimmed">Calls come first, so it takes its time. You may leave this page: it goes on.</Text>
        <Button variant="default" loading={stopping.isPending} onClick={() => stopping.mutate()}>
          Stop the export
        </Button>
      </Group>
      {stopping.isError && (
        <Text role="alert" c="red.9">
          {wordsOf(stopping.error)}
        </Text>
      )}
    </Stack>
  );
}
