import { Text } from "@mantine/core";
import type { CallControls } from "../../agents/callControls";
import type { AgentMe, CurrentCall, DeskCall } from "../../api/types";
import { duration, hourMinute, phoneNumber } from "../../foundation/formats";
import { BackIcon, LostIcon, PeopleIcon } from "../../foundation/icons";
import { outsideNumber } from "../../interactions/words";
import { usePhone } from "../../phone/phone";
import { ConsultBar } from "./ConsultBar";

interface BarLineProps {
  agent: AgentMe;
  deskCall: DeskCall | null;
  controls: CallControls;
}

/** Row 2: the most urgent thing to know about the call. What is wrong with the audio comes before all else. */
export function BarLine({ agent, deskCall, controls }: BarLineProps) {
  const { warning } = usePhone();
  const call = agent.call;
  const alarm = warning && (
    <Text role="alert" fw={700} c="red.9" className="barLine">
      <LostIcon /> {warning.words}
    </Text>
  );
  // The ways out of a consultation stay, whatever else has to be said.
  if (call?.transfer) return <ConsultBar transfer={call.transfer} controls={controls} alarm={alarm} />;
  if (alarm) return alarm;
  if (!call) return <Idle agent={agent} />;
  if (call.returned) {
    return (
      <Text role="status" className="barLine returned">
        <BackIcon />{" "}
        <span>
          <b>Back to you</b> from {call.returned.from}: {call.returned.why}, {hourMinute(call.returned.at)}
        </span>
      </Text>
    );
  }
  if (call.consultFor) {
    return (
      <Text role="status" className="barLine" title={call.consultFor.note ?? undefined}>
        <PeopleIcon />{" "}
        <span>
          <b>{call.consultFor.agent} asks you.</b> The caller hears music.{" "}
          {call.consultFor.note && `“${call.consultFor.note}”`}
        </span>
      </Text>
    );
  }
  return (
    <Text className="figures barLine" truncate>
      {callerWords(call, deskCall)}
    </Text>
  );
}

function Idle({ agent }: { agent: AgentMe }) {
  const words =
    agent.state === "phoneLost"
      ? "Your phone cannot be reached. Calls are paused until it answers."
      : agent.state === "ready"
        ? "The next caller's practice, line and number appear here."
        : "No calls come in this state. Choose Ready above when you can take one.";
  return (
    <Text c={agent.state === "phoneLost" ? "red.9" : "dimmed"} className="barLine" truncate>
      {words}
    </Text>
  );
}

/** "Caller (512) 555-0142, 4 people on this number, waited 0:36" */
export function callerWords(call: CurrentCall, deskCall: Pick<DeskCall, "peopleOnNumber"> | null): string {
  const inbound = call.direction === "inbound";
  const people = deskCall?.peopleOnNumber ?? 0;
  return [
    call.poorSound && (call.poorSound === "agent" ? "Your sound is poor" : "The other side's sound is poor"),
    `${inbound ? "Caller" : "To"} ${phoneNumber(outsideNumber(call))}`,
    people > 1 && `${people} people on this number`,
    inbound && call.waitedSeconds > 0 && `waited ${duration(call.waitedSeconds)}`,
    call.recordingRule && `recording: ${call.recordingRule}`,
    call.note && `“${call.note}”`,
  ]
    .filter(Boolean)
    .join(", ");
}
