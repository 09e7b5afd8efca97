import { Box, Text } from "@mantine/core";
import type { CurrentCall } from "../../api/types";

/** What to say first: the practice leads, then who speaks. */
export function openingWords(call: Pick<CurrentCall, "direction" | "practice" | "line">, agentName: string): string {
  const first = agentName.split(" ")[0];
  return call.direction === "inbound"
    ? `“Thank you for calling ${call.practice.name}, this is ${first}. How may I help you?”`
    : `“Hello, this is ${first} from ${call.practice.name}. Whom am I speaking with?”`;
}

interface ScriptProps {
  call: CurrentCall;
  agentName: string;
  /** In the practice's own words, filled in for this call; without, the usual opening. */
  own?: string | null;
}

/** What to say on the call. A long one scrolls in its place. */
export function Script({ call, agentName, own }: ScriptProps) {
  if (!own)
    return (
      <Text className="script" lh={1.4}>
        {openingWords(call, agentName)}
      </Text>
    );
  return (
    <Box component="section" className="script ownScript" aria-label="Script" tabIndex={0}>
      {own}
    </Box>
  );
}
