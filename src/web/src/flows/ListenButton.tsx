import { Button, Text } from "@mantine/core";
import { wordsOf } from "../foundation/api";
import { PlayIcon } from "../foundation/icons";
import { useListen } from "./listen";

interface ListenButtonProps {
  words?: string;
  /** What it is that one listens to, for who does not see where the button stands. */
  label: string;
  disabled?: boolean;
  fetchSound: () => Promise<Blob>;
}

/** Plays what callers hear, in telephone quality. */
export function ListenButton({ words = "Listen", label, disabled, fetchSound }: ListenButtonProps) {
  const { playing, pending, error, toggle } = useListen();
  return (
    <>
      <Button
        size="xs"
        h={32}
        variant="default"
        leftSection={<PlayIcon />}
        loading={pending}
        disabled={disabled}
        aria-label={`${playing ? "Stop" : words}: ${label}`}
        onClick={() => toggle(fetchSound)}
      >
        {playing ? "Stop" : words}
      </Button>
      {error && (
        <Text role="alert" c="red.9">
          {wordsOf(error)}
        </Text>
      )}
    </>
  );
}
