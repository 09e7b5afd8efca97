import { Autocomplete, Modal, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { Disposition, DispositionInput } from "../api/types";
import { api, ask, fieldWords } from "../foundation/api";
import { FormEnd } from "../foundation/FormEnd";
import { sentence } from "../foundation/formats";
import { dispositionsQuery, distinct } from "./queries";

interface DispositionDialogProps {
  edited: Disposition | "new" | null;
  tree: string;
  onClose: () => void;
}

const channels = ["voice", "sms", "email", "chat", "fax", "social"];

export function DispositionDialog(props: DispositionDialogProps) {
  const { edited, onClose } = props;
  return (
    <Modal
      opened={edited !== null}
      onClose={onClose}
      title={edited === "new" ? "Add a disposition" : "Edit the disposition"}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {edited && <Form {...props} edited={edited} />}
    </Modal>
  );
}

function Form({ edited, tree, onClose }: DispositionDialogProps & { edited: Disposition | "new" }) {
  const rows = useQuery(dispositionsQuery).data ?? [];
  const queryClient = useQueryClient();
  const [row, setRow] = useState<DispositionInput>(() =>
    edited === "new" ? { tree, channels: ["voice"], outcome: "", reason: "" } : inputOf(edited),
  );
  const save = useMutation({
    mutationFn: () =>
      edited === "new"
        ? ask(api.POST("/api/dispositions", { body: row }))
        : ask(api.PUT("/api/dispositions/{key}", { params: { path: { key: edited.key } }, body: row })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["dispositions"] });
      onClose();
    },
  });
  const wrong = fieldWords(save.error);
  const change = (patch: Partial<DispositionInput>) => setRow({ ...row, ...patch });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  const outcomes = [...new Set(rows.filter((each) => each.tree === tree).map((each) => each.outcome))];
  return (
    <form onSubmit={submit}>
      <Stack gap={10}>
        <Autocomplete
          label="Outcome"
          data-autofocus
          required
          maxLength={80}
          data={outcomes}
          value={row.outcome ?? ""}
          onChange={(outcome) => change({ outcome })}
          error={wrong.outcome}
        />
        <Autocomplete
          label="Reason"
          required
          maxLength={120}
          data={distinct(rows, "reason")}
          value={row.reason ?? ""}
          onChange={(reason) => change({ reason })}
          error={wrong.reason}
        />
        <Autocomplete
          label="Source"
          maxLength={120}
          data={distinct(rows, "source")}
          value={row.source ?? ""}
          onChange={(source) => change({ source })}
          error={wrong.source}
        />
        <TextInput
          label="Next step"
          maxLength={200}
          value={row.nextStep ?? ""}
          onChange={(event) => change({ nextStep: event.currentTarget.value })}
          error={wrong.nextStep}
        />
        <MultiSelect
          label="Channels"
          data={channels.map((value) => ({ value, label: sentence(value) }))}
          value={row.channels ?? []}
          onChange={(chosen) => change({ channels: chosen })}
          error={wrong.channels}
        />
        <FormEnd doing={save} disabled={!row.outcome?.trim() || !row.reason?.trim()} onCancel={onClose} />
      </Stack>
    </form>
  );
}

function inputOf({ channels: used, outcome, reason, source, nextStep }: Disposition): DispositionInput {
  return { channels: used, outcome, reason, source: source ?? "", nextStep: nextStep ?? "" };
}
