import { Badge, Button, Group, Kbd, Stack, Text, Title } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import type { CurrentCall } from "../api/types";
import { secondsSince, useNow } from "../foundation/clock";
import { duration, phoneNumber } from "../foundation/formats";
import { HangUpIcon, PauseIcon, PhoneIcon, PlayIcon } from "../foundation/icons";
import { interactionStateWords, outsideNumber } from "../interactions/words";
import { useCallControls } from "./callControls";
import { stateLooks } from "./states";

const agentStateOf = { offered: "ringing", talking: "onCall", held: "onHold", wrapUp: "wrapUp" } as const;

/** The call on the agent's phone: whom to greet for first, then who calls, then what can be done. */
export function CurrentCallCard({ call, onIdleDial }: { call: CurrentCall | null; onIdleDial: () => void }) {
  const controls = useCallControls(call);
  useHotkeys(
    [
      ["F2", controls.ringing ? controls.answer : onIdleDial],
      ["F9", controls.holdOrResume],
      ["alt+X", controls.hangUp],
    ],
    [],
  );
  return (
    <Stack component="section" className="panel" gap={10} aria-label="Current call" mih={176}>
      {call ? <Identity call={call} /> : <Idle />}
      <Group gap={8}>
        <CallButton
          words="Answer"
          keys="F2"
          icon={<PhoneIcon />}
          color="teal.9"
          disabled={!controls.ringing}
          onClick={controls.answer}
        />
        <CallButton
          words={controls.held ? "Resume" : "Hold"}
          keys="F9"
          icon={controls.held ? <PlayIcon /> : <PauseIcon />}
          disabled={!controls.connected}
          onClick={controls.holdOrResume}
        />
        <CallButton
          words="Hang up"
          keys="Alt X"
          icon={<HangUpIcon />}
          color="red.9"
          disabled={!call || call.state === "wrapUp"}
          onClick={controls.hangUp}
        />
      </Group>
    </Stack>
  );
}

// The buttons below stay where they are whether four lines or none stand here.
const identityHeight = 112;

function Idle() {
  return (
    <div style={{ minHeight: identityHeight }}>
      <Title order={2}>No call</Title>
      <Text c="dimmed">The next caller's practice, line and number appear here, and your phone rings.</Text>
    </div>
  );
}

function Identity({ call }: { call: CurrentCall }) {
  const queue = call.line?.includes(call.queue?.name ?? "") ? null : call.queue?.name;
  const line = [call.line, queue].filter(Boolean).join(" · ");
  const waited = call.direction === "inbound" && call.waitedSeconds ? `waited ${duration(call.waitedSeconds)}` : null;
  const who = [call.direction === "inbound" ? "Caller" : "To", phoneNumber(outsideNumber(call))].join(" ");
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap" mih={identityHeight}>
      <div style={{ minWidth: 0 }}>
        <Title order={2} fz={22} fw={700} lh={1.25}>
          {call.practice.name}
        </Title>
        <Text>{line || (call.direction === "outbound" ? "Outbound call" : "")}</Text>
        <Text className="figures">{[who, waited].filter(Boolean).join(", ")}</Text>
        {call.state === "offered" && <Text fw={600}>Your phone rings: answer there.</Text>}
        {call.matches.length > 0 && (
          <Text>
            Possible match: {call.matches.map((match) => match.name).join(", ")}{" "}
            <Badge component="span" variant="outline" color="dark" size="sm" tt="none">
              Not verified
            </Badge>
          </Text>
        )}
      </div>
      <StateAndTimer call={call} />
    </Group>
  );
}

function StateAndTimer({ call }: { call: CurrentCall }) {
  const now = useNow();
  const agentState = agentStateOf[call.state as keyof typeof agentStateOf];
  const look = agentState ? stateLooks[agentState] : stateLooks.signedOut;
  const word = agentState ? look.word : interactionStateWords(call.state);
  const held = call.state === "held" ? secondsSince(call.since, now) : 0;
  return (
    <Stack gap={2} align="flex-end" flex="none">
      <Badge size="lg" tt="none" bg={look.background} c={look.color} leftSection={look.icon} radius="sm">
        {word}
      </Badge>
      <Text fz={24} lh={1.2} className="figures" style={{ whiteSpace: "nowrap" }}>
        {duration(secondsSince(call.since, now))}
      </Text>
      {held >= 120 && <Text fw={600}>Check back</Text>}
    </Stack>
  );
}

interface CallButtonProps {
  words: string;
  keys: string;
  icon: React.ReactNode;
  color?: string;
  disabled: boolean;
  onClick: () => void;
}

function CallButton({ words, keys, icon, color, disabled, onClick }: CallButtonProps) {
  return (
    <Button
      h={48}
      miw={144}
      px={12}
      color={color}
      variant={color ? "filled" : "default"}
      disabled={disabled}
      onClick={onClick}
      leftSection={icon}
      rightSection={<Kbd size="xs">{keys}</Kbd>}
    >
      {words}
    </Button>
  );
}
