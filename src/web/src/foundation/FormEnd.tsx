import { Button, Group, Text } from "@mantine/core";
import { wordsOf } from "./api";

interface FormEndProps {
  /** The mutation that the form sets going. */
  doing: { isError: boolean; isPending: boolean; error: unknown };
  words?: string;
  disabled?: boolean;
  onCancel: () => void;
}

/** Where a form of a dialog ends: what went wrong, the way out, and what it is for. */
export function FormEnd({ doing, words = "Save", disabled, onCancel }: FormEndProps) {
  return (
    <>
      {doing.isError && (
        <Text role="alert" c="red.9">
          {wordsOf(doing.error)}
        </Text>
      )}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" disabled={disabled} loading={doing.isPending}>
          {words}
        </Button>
      </Group>
    </>
  );
}
