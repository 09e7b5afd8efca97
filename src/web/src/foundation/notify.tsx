import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { wordsOf } from "./api";

/** One short message, bottom left, one at a time. Never with a patient's name, number or words. */
export function tell(message: string) {
  notifications.clean();
  notifications.show({ message, color: "teal.9", autoClose: 5000 });
}

/** How long something can be taken back, in milliseconds. */
const undoFor = 8000;

/** Something that was done and can be taken back while the message stands. */
export function tellUndo(message: string, undo: () => void) {
  notifications.clean();
  const id = notifications.show({
    message: (
      <Group justify="space-between">
        {message}
        <Button
          size="xs"
          h={32}
          variant="default"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ),
    color: "teal.9",
    autoClose: undoFor,
  });
}

/** What the server refused, in its own words; stays until it is closed. */
export function tellFailure(error: unknown) {
  notifications.clean();
  notifications.show({ title: "Not done", message: wordsOf(error), color: "red.9", autoClose: false, role: "alert" });
}
