import { Alert, Anchor, List, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { SetUpCall } from "../api/types";
import { useNow } from "../foundation/clock";
import { dayTime, phoneNumber } from "../foundation/formats";
import type { StepProps } from "./SetUpPage";

/** Watches for the call that shows that all of it works. */
export function CallStep({ setUp, practice }: StepProps) {
  const number = practice?.numbers[0];
  return (
    <Stack gap={12}>
      <List type="ordered" spacing={6}>
        <List.Item>
          Somebody who takes calls signs in at {window.location.origin} with a headset and says Ready.{" "}
          <Text span fw={600}>
            {practice?.ready ? `${practice.ready} ready now.` : "Nobody is ready yet."}
          </Text>
        </List.Item>
        <List.Item>Call {number ? phoneNumber(number.e164) : "your number"} from a mobile.</List.Item>
        <List.Item>They answer: this page says so at once.</List.Item>
      </List>
      <div role="status">
        <LastCall call={practice?.lastCall ?? null} />
      </div>
      {!practice?.lastCall && setUp.unknown[0] && (
        <Text>
          A call came for {setUp.unknown[0].e164 ? phoneNumber(setUp.unknown[0].e164) : setUp.unknown[0].dialled}, which
          is no number of this centre. Add it in the step Number.
        </Text>
      )}
      {practice?.lastCall?.answered ? <Further /> : <NothingComes />}
    </Stack>
  );
}

function LastCall({ call }: { call: SetUpCall | null }) {
  const now = useNow();
  if (!call) return <Text>No call has come in yet.</Text>;
  const when = `${dayTime(call.startedAt, now)}, at ${phoneNumber(call.number)}`;
  if (call.answered) {
    return (
      <Alert color="teal.9" title="The centre is open">
        A call came in and was answered: {when}.
      </Alert>
    );
  }
  return (
    <Text>
      {call.ended ? "A call came in and ended before anybody answered" : "A call is coming in"}: {when}.
    </Text>
  );
}

function NothingComes() {
  return (
    <Text c="dimmed">
      Nothing comes? The page{" "}
      <Anchor component={Link} to="/trunks">
        Trunks
      </Anchor>{" "}
      says whether the carrier answers, and{" "}
      <Anchor component={Link} to="/signalling">
        Signalling
      </Anchor>{" "}
      shows what it sent. The carrier must send to this machine's address, and the firewall let it in.
    </Text>
  );
}

const further = [
  { to: "/prompts", label: "Prompts", words: "the greeting and what callers hear, spoken or recorded" },
  { to: "/practices", label: "Practices", words: "holidays, locations, providers and visit types" },
  { to: "/users", label: "Users", words: "more people; an office manager brings the patients on the page Imports" },
] as const;

function Further() {
  return (
    <Stack gap={4}>
      <Title order={3}>What comes next</Title>
      {further.map(({ to, label, words }) => (
        <Text key={to}>
          <Anchor component={Link} to={to}>
            {label}
          </Anchor>
          : {words}
        </Text>
      ))}
    </Stack>
  );
}
