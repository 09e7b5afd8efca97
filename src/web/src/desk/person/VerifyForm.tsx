import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { type RefObject, type SubmitEvent, useLayoutEffect, useRef, useState } from "react";
import type { CallerType, DeskCall, VerifyInput } from "../../api/types";
import { api, ask } from "../../foundation/api";
import { serverNow } from "../../foundation/clock";
import { dateWords, dayOf } from "../../foundation/formats";
import { useChords } from "../../foundation/ownKeys";
import { useKeys } from "../../foundation/useKeys";
import { speakers } from "../../interactions/speakers";
import { useDeskView } from "../deskView";
import { useDeskCallChange } from "../queries";
import { parseBornOn } from "./bornOn";

interface VerifyFormProps {
  call: DeskCall;
  patientId: string;
  /** Whether the agent has just asked for it, by picking this person or another speaker, so that verifying is next. */
  comes: boolean;
  onMatch: () => void;
}

const mostFailures = 3;

/** What is missing, so that the next thing to ask stands there. */
function missingWords(counts: readonly string[], nameSaid: boolean, needed: number): string {
  if (counts.includes("name") && !nameSaid) return "Tick that the full name was said: Space, then Enter";
  const others = kinds.filter(({ value }) => counts.includes(value)).map(({ label }) => label.toLowerCase());
  return `${needed} identifiers are asked for here: also the ${others.join(" or the ")}`;
}

const kinds = [
  { value: "mrn", label: "Record number" },
  { value: "zip", label: "ZIP code" },
  { value: "phone", label: "Phone" },
];

/**
 * Who speaks, and the identifiers as they say them (45 CFR 164.514(h)): the date of birth, typed, and the full name, ticked, or another one, typed;
 * how many and which is the practice's rule. The answer is match or no match.
 */
export function VerifyForm({ call, patientId, comes, onMatch }: VerifyFormProps) {
  const { id: callId, verification } = call;
  const chords = useChords();
  const [speaker, setSpeaker] = useState<CallerType>("patient");
  const [speakerName, setSpeakerName] = useState("");
  const rule = call.rules.find((each) => each.speaker === speaker);
  const others = kinds.filter(({ value }) => rule?.counts.includes(value) ?? true);
  const [nameSaid, setNameSaid] = useState(false);
  const [typed, setTyped] = useState("");
  const [kind, setKind] = useState("mrn");
  const [otherSaid, setOtherSaid] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const who = useRef<HTMLInputElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const born = useRef<HTMLInputElement>(null);
  const bornOn = parseBornOn(typed, dayOf(serverNow()));
  const verify = useDeskCallChange(callId, (body: VerifyInput) =>
    ask(api.POST("/api/desk/calls/{id}/verify", { params: { path: { id: callId } }, body })),
  );
  const { revealPerson } = useDeskView();
  const come = () => {
    revealPerson();
    born.current?.focus();
  };
  useKeys({ verify: come });
  // The list that was picked from is gone and took the focus with it; whoever writes elsewhere by now is left there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form comes
  useLayoutEffect(() => {
    if (comes && document.activeElement === document.body) born.current?.focus();
  }, []);

  const refuse = (words: string, field: RefObject<HTMLInputElement | null>) => {
    setWrong(words);
    field.current?.focus();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const value = otherSaid.trim();
    const said = 1 + (nameSaid && rule?.counts.includes("name") ? 1 : 0) + (value ? 1 : 0);
    if (!bornOn) refuse("No such date. Month, day, year: 02/14/1980", born);
    else if (speaker !== "patient" && !speakerName.trim()) refuse("Ask who speaks: their own full name", who);
    else if (said < (rule?.needed ?? 2)) refuse(missingWords(rule?.counts ?? [], nameSaid, rule?.needed ?? 2), name);
    else {
      setWrong(null);
      const other = value && {
        other: { kind: others.some((each) => each.value === kind) ? kind : (others[0]?.value ?? ""), value },
      };
      const spoken = speaker !== "patient" && { speaker, speakerName: speakerName.trim() };
      verify.mutate(
        { patientId, nameSaid, bornOn, ...other, ...spoken },
        { onSuccess: ({ match }) => match && onMatch() },
      );
    }
  };
  const left = mostFailures - verification.failures;
  const noMatch = verify.data?.match === false && !verify.isPending;
  return (
    <form onSubmit={submit} aria-label="Verify the caller">
      <Stack gap={4}>
        <Group gap={6} wrap="nowrap">
          <NativeSelect
            aria-label="Who speaks"
            data={speakers}
            w={160}
            value={speaker}
            onChange={(event) => setSpeaker(event.currentTarget.value as CallerType)}
          />
          <TextInput
            ref={who}
            aria-label="Their own full name, as said"
            placeholder={speaker === "patient" ? "" : "Their own full name"}
            disabled={speaker === "patient"}
            autoComplete="off"
            maxLength={120}
            flex={1}
            value={speaker === "patient" ? "" : speakerName}
            onChange={(event) => setSpeakerName(event.currentTarget.value)}
          />
        </Group>
        <Checkbox
          ref={name}
          label={speaker === "patient" ? "The caller said the full name" : "They said the patient's full name"}
          checked={nameSaid}
          onChange={(event) => {
            setNameSaid(event.currentTarget.checked);
            setWrong(null);
          }}
          mih={28}
        />
        <Group gap={6} wrap="nowrap" align="flex-end">
          <TextInput
            ref={born}
            label="Date of birth, as said"
            placeholder="02/14/1980"
            inputMode="numeric"
            autoComplete="off"
            flex={1}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" loading={verify.isPending}>
            Check
          </Button>
        </Group>
        <Group gap={6} wrap="nowrap">
          <NativeSelect
            aria-label="Another identifier"
            data={others}
            w={160}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value)}
          />
          <TextInput
            aria-label="Another identifier, as said"
            placeholder="If it is said"
            autoComplete="off"
            maxLength={40}
            flex={1}
            value={otherSaid}
            onChange={(event) => setOtherSaid(event.currentTarget.value)}
          />
        </Group>
        <Text
          size="xs"
          h={18}
          role="status"
          c={wrong || noMatch ? "red.9" : "dimmed"}
          fw={wrong || noMatch ? 600 : 400}
        >
          {wrong ??
            (noMatch
              ? `No match. ${left === 1 ? "One try" : `${left} tries`} left`
              : bornOn
                ? `Reads as ${dateWords(bornOn)}`
                : `${chords.verify} comes here, Enter checks`)}
        </Text>
      </Stack>
    </form>
  );
}
