import { notifications } from "@mantine/notifications";
import { wordsOf } from "./api";

/** One short message, bottom left, one at a time. Never with a patient's name, number or words. */
export function tell(message: string) {
  notifications.clean();
  notifications.show({ message, color: "teal.9", autoClose: 5000 });
}

/** What the server refused, in its own words; stays until it is closed. */
export function tellFailure(error: unknown) {
  notifications.clean();
  notifications.show({ title: "Not done", message: wordsOf(error), color: "red.9", autoClose: false, role: "alert" });
}
