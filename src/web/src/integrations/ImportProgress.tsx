import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import type { ImportActivity, ImportRow } from "../api/types";
import { wordsOf } from "../foundation/api";
import { activityWords, figuresWords, isFinishing, shareOf } from "./importWords";
import { stop } from "./queries";
import { Step } from "./Step";
import { useImportAction } from "./useImportAction";

const titles: { [task in ImportActivity["task"]]: string } = {
  check: "Checking",
  run: "Taking in",
  takeBack: "Taking back",
  checkAndRun: "Checking, then taking in",
};

/** Something is being done with the file; whoever leaves the page stops nothing. */
export function ImportProgress({ row, activity }: { row: ImportRow; activity: ImportActivity }) {
  const stopping = useImportAction(row.id, () => stop(row.id));
  const share = shareOf(activity, row.rows);
  const words = activityWords(activity, row.rows);
  const finishing = isFinishing(activity, row.rows);
  return (
    <Step
      number={activity.task === "check" ? 3 : 4}
      title={titles[activity.task]}
      note={`${row.fileName}, for ${row.practice}`}
    >
      <Stack gap={12}>
        <Text role="status">{words}</Text>
        <Progress value={share ?? 100} animated={share === null || finishing} aria-label={words} size="lg" />
        {activity.task !== "takeBack" && <Text c="dimmed">So far: {figuresWords(activity)}.</Text>}
        <Text c="dimmed">You may leave this page: it goes on, and stands below.</Text>
        {stopping.isError && (
          <Text role="alert" c="red.9">
            {wordsOf(stopping.error)}
          </Text>
        )}
        {activity.task !== "takeBack" && !finishing && (
          <Group justify="flex-end">
            <Button variant="default" loading={stopping.isPending} onClick={() => stopping.mutate()}>
              Stop
            </Button>
          </Group>
        )}
      </Stack>
    </Step>
  );
}
