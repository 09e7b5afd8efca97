import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { type RefObject, type SubmitEvent, useLayoutEffect, useRef, useState } from "react";
import type { Verification, VerifyInput } from "../../api/types";
import { api, ask } from "../../foundation/api";
import { serverNow } from "../../foundation/clock";
import { dateWords, dayOf } from "../../foundation/formats";
import { useChords } from "../../foundation/ownKeys";
import { useKeys } from "../../foundation/useKeys";
import { useDeskView } from "../deskView";
import { useDeskCallChange } from "../queries";
import { parseBornOn } from "./bornOn";

interface VerifyFormProps {
  callId: string;
  patientId: string;
  verification: Verification;
  /** Whether the agent has just picked this person, so that verifying is next. */
  comes: boolean;
}

const mostFailures = 3;

const kinds = [
  { value: "mrn", label: "Record number" },
  { value: "zip", label: "ZIP code" },
  { value: "phone", label: "Phone" },
];

/** Two identifiers, as the caller says them (45 CFR 164.514(h)): the date of birth, typed, and the full name, ticked, or another one, typed. The answer is match or no match. */
export function VerifyForm({ callId, patientId, verification, comes }: VerifyFormProps) {
  const chords = useChords();
  const [nameSaid, setNameSaid] = useState(false);
  const [typed, setTyped] = useState("");
  const [kind, setKind] = useState("mrn");
  const [otherSaid, setOtherSaid] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
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
    if (!bornOn) refuse("No such date. Month, day, year: 02/14/1980", born);
    else if (!nameSaid && !value) refuse("Tick that the full name was said: Space, then Enter", name);
    else {
      setWrong(null);
      verify.mutate({ patientId, nameSaid, bornOn, ...(value && { other: { kind, value } }) });
    }
  };
  const left = mostFailures - verification.failures;
  const noMatch = verify.data?.match === false && !verify.isPending;
  return (
    <form onSubmit={submit} aria-label="Verify the caller">
      <Stack gap={4}>
        <Checkbox
          ref={name}
          label="The caller said the full name"
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
            data={kinds}
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
