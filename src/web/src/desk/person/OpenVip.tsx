import { Button, NativeSelect, Stack, Text } from "@mantine/core";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import type { OpeningReason, PatientRow } from "../../api/types";
import { fieldWords, wordsOf } from "../../foundation/api";
import { ReasonInput } from "../../foundation/ReasonInput";
import { useOpenCard } from "../../patients/lookUp";
import { openingReasons } from "../../patients/openings/openingWords";

const least = 15;

/** Asks why a VIP's record is needed before anything of it is shown; everybody is asked. */
export function OpenVip({ person }: { person: PatientRow }) {
  const open = useOpenCard(person);
  const [code, setCode] = useState("");
  const [reason, setReason] = useState("");
  const first = useRef<HTMLSelectElement>(null);
  const wrong = fieldWords(open.error);
  useEffect(() => first.current?.focus(), []);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    open.mutate({ reason: reason.trim(), code: code as OpeningReason });
  };
  return (
    <form onSubmit={submit} aria-label="Why you open a VIP's record">
      <Stack gap={6}>
        <Text>
          This is a VIP. Say why you need the record: it is open to you for four hours at most, and somebody else
          reviews it.
        </Text>
        <NativeSelect
          ref={first}
          label="What for"
          required
          data={[{ value: "", label: "Choose" }, ...openingReasons]}
          value={code}
          error={wrong.code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <ReasonInput label="Why" least={least} value={reason} onChange={setReason} />
        <Button type="submit" disabled={!code || reason.trim().length < least} loading={open.isPending}>
          Open the record
        </Button>
        <Text role="alert" c="red.9" mih={20}>
          {open.isError && wordsOf(open.error)}
        </Text>
      </Stack>
    </form>
  );
}
