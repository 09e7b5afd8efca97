import { Button, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";

const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/** Keys for the other side's menu. Each goes out as it is pressed; the field shows what went. */
export function Keypad({ why, onDigit }: { why: string | null; onDigit: (digit: string) => void }) {
  const [sent, setSent] = useState("");
  const press = (digit: string) => {
    if (why) return;
    setSent((before) => before + digit);
    onDigit(digit);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !digits.includes(event.key)) return;
    event.preventDefault();
    press(event.key);
  };
  return (
    <Stack component="section" gap={6} w={260} aria-label="Keypad">
      <TextInput
        id="desk-keypad"
        label="Keypad"
        className="figures"
        placeholder="Type 0 to 9, * or #"
        readOnly
        autoComplete="off"
        value={why ? "" : sent}
        onKeyDown={onKey}
      />
      <SimpleGrid cols={3} spacing={4} verticalSpacing={4}>
        {digits.map((digit) => (
          <Button key={digit} h={36} variant="default" disabled={Boolean(why)} onClick={() => press(digit)}>
            {digit}
          </Button>
        ))}
      </SimpleGrid>
      <Text size="xs" c="dimmed" mih={18}>
        {why}
      </Text>
    </Stack>
  );
}
