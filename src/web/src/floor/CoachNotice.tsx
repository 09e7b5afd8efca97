import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { agentMeQuery } from "../agents/queries";

const modeWords: { [mode: string]: string } = {
  listen: "listens to this call",
  whisper: "whispers to you; the caller does not hear it",
  barge: "is in this call; the caller hears them too",
};

/** Tells an agent of a coach in the call. */
export function CoachNotice() {
  const call = useQuery(agentMeQuery).data?.call;
  if (!call?.coach) return null;
  return (
    <Text className="announcement" role="status">
      <b>{call.coach.name}</b> {modeWords[call.coach.mode] ?? call.coach.mode}
    </Text>
  );
}
