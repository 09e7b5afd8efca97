import { Text } from "@mantine/core";
import { metWords } from "./targetWords";

/** "✓ Met" or "✕ Missed". */
export function Met({ met }: { met: boolean | null | undefined }) {
  const words = metWords(met);
  if (!words) return null;
  return (
    <Text component="span" fw={600} c={met ? "teal.9" : "red.9"} style={{ whiteSpace: "nowrap" }}>
      <span aria-hidden>{met ? "✓ " : "✕ "}</span>
      {words}
    </Text>
  );
}
