import { Button, CopyButton, Group, Text } from "@mantine/core";
import { phoneNumber } from "../foundation/formats";
import { PhoneIcon } from "../foundation/icons";
import type { Dial } from "./dial";

interface NumberLineProps {
  /** Whose: "Walnut Pharmacy", "fax of Walnut Pharmacy". */
  of: string;
  number: string;
  /** Nothing for a fax. */
  dial?: Dial | null;
}

/** A number with what one does with it in a call: call it, or copy it. */
export function NumberLine({ of, number, dial }: NumberLineProps) {
  return (
    <Group gap={6} wrap="nowrap">
      {dial ? (
        <Button
          size="xs"
          h={32}
          px={8}
          variant="default"
          leftSection={<PhoneIcon />}
          disabled={dial.why !== null}
          title={dial.why ?? undefined}
          aria-label={`${dial.words} ${of}, ${phoneNumber(number)}`}
          onClick={() => dial.run(number)}
        >
          {dial.words} <span className="figures">&nbsp;{phoneNumber(number)}</span>
        </Button>
      ) : (
        <Text className="figures">{phoneNumber(number)}</Text>
      )}
      <Copy what={number} label={`Copy the number, ${of}`} />
    </Group>
  );
}

/** Copies a text; the clipboard is this browser's alone. */
export function Copy({ what, label, words = "Copy" }: { what: string; label: string; words?: string }) {
  return (
    <CopyButton value={what}>
      {({ copied, copy }) => (
        <Button size="xs" h={32} px={8} variant="subtle" color="dark" aria-label={label} onClick={copy}>
          {copied ? "Copied" : words}
        </Button>
      )}
    </CopyButton>
  );
}
