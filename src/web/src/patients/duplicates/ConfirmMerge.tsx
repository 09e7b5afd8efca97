import { Button, Group, Stack, Text } from "@mantine/core";
import { Dialog } from "../../foundation/Dialog";
import { across, type Side, sideWords } from "./pairWords";

interface ConfirmMergeProps {
  opened: boolean;
  survivor: Side;
  onClose: () => void;
  onMerge: () => void;
}

/** Asks before two records become one. */
export function ConfirmMerge({ opened, survivor, onClose, onMerge }: ConfirmMergeProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Merge these two records?">
      <Stack gap={12}>
        <Text>
          The {sideWords[survivor].toLowerCase()} stays, with the values you picked. Every contact and visit of the{" "}
          {sideWords[across(survivor)].toLowerCase()} moves to it, and its old links lead there. You can undo this at
          any time.
        </Text>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Keep both
          </Button>
          <Button onClick={onMerge}>Merge</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
