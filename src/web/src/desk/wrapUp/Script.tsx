import { Text } from "@mantine/core";
import type { CurrentCall } from "../../api/types";

/** What to say first: the practice leads, then who speaks. */
export function openingWords(call: Pick<CurrentCall, "direction" | "practice" | "line">, agentName: string): string {
  const first = agentName.split(" ")[0];
  return call.direction === "inbound"
    ? `“Thank you for calling ${call.practice.name}, this is ${first}. How may I help you?”`
    : `“Hello, this is ${first} from ${call.practice.name}. Whom am I speaking with?”`;
}

/** The opening of the call. */
export function Script({ call, agentName }: { call: CurrentCall; agentName: string }) {
  return (
    <Text className="script" lh={1.4}>
      {openingWords(call, agentName)}
    </Text>
  );
}
