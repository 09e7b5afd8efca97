import { Text } from "@mantine/core";
import { clockTime } from "../foundation/formats";
import type { SaveState } from "./draft";

export function saveWords(save: SaveState): string {
  switch (save.kind) {
    case "clean":
      return "Nothing to save";
    case "unsaved":
      return "Not saved yet";
    case "saving":
      return "Saving";
    case "saved":
      return `Saved ${clockTime(save.at)}`;
    case "failed":
      return `Not saved, kept here: ${save.why}`;
  }
}

export function SaveWords({ save }: { save: SaveState }) {
  const failed = save.kind === "failed";
  return (
    <Text
      size="xs"
      c={failed ? "red.9" : "dimmed"}
      fw={failed ? 600 : 400}
      className="figures"
      role={failed ? "alert" : undefined}
    >
      {saveWords(save)}
    </Text>
  );
}
