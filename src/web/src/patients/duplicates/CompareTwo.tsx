import { Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Dialog } from "../../foundation/Dialog";
import { FormEnd } from "../../foundation/FormEnd";
import { PatientPicker } from "../PatientPicker";
import { makePair } from "./queries";

interface CompareTwoProps {
  opened: boolean;
  onClose: () => void;
  /** The pair is in the queue. */
  onMade: (pair: string) => void;
}

/** Puts two records side by side that somebody takes for one person's, and that were not found to be alike. */
export function CompareTwo({ opened, onClose, onMade }: CompareTwoProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Compare two records">
      {opened && <Form onClose={onClose} onMade={onMade} />}
    </Dialog>
  );
}

type Person = { patientId: string; name: string } | null;

function Form({ onClose, onMade }: Omit<CompareTwoProps, "opened">) {
  const queryClient = useQueryClient();
  const [one, setOne] = useState<Person>(null);
  const [other, setOther] = useState<Person>(null);
  const making = useMutation({
    mutationFn: () => makePair(one?.patientId ?? "", other?.patientId ?? ""),
    onSuccess: ({ pair }) => {
      void queryClient.invalidateQueries({ queryKey: ["duplicates"] });
      onMade(pair.id);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={14}>
        <Text>Two records of one practice that are one person's, as you know and Kindline does not.</Text>
        <PatientPicker label="One record" matches={[]} value={one} onChange={setOne} />
        <PatientPicker label="The other record" matches={[]} value={other} onChange={setOther} />
        <FormEnd doing={making} words="Compare" disabled={!one || !other} onCancel={onClose} />
      </Stack>
    </form>
  );
}
