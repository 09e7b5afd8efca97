import { Group, Progress, Text } from "@mantine/core";
import { usePhone } from "./phone";

export function PhoneMeter() {
  const phone = usePhone();
  return (
    <Group gap={8} w={180} wrap="nowrap" flex="none">
      <Progress w={64} value={phone.micLevel * 100} aria-label="Microphone level" />
      <Text truncate>{phone.words}</Text>
    </Group>
  );
}
