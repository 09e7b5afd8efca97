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

/** Long enough to be read, in milliseconds; what failed a minute ago may be untrue by now. */
const failureFor = 12_000;
let failure: string | null = null;

/** What the server refused, in its own words. */
export function tellFailure(error: unknown) {
  notifications.clean();
  const message = wordsOf(error);
  failure = notifications.show({ title: "Not done", message, color: "red.9", autoClose: failureFor, role: "alert" });
}

/** Something was done since: what stands of a failure is no longer the last word. */
export function closeFailure() {
  if (failure) notifications.hide(failure);
  failure = null;
}
