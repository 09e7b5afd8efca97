import { Group, Modal, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { Card, CardInput } from "../api/types";
import { api, ask, fieldWords } from "../foundation/api";
import { DateField } from "../foundation/DateField";
import { FormEnd } from "../foundation/FormEnd";
import { phoneNumber } from "../foundation/formats";
import { useMe } from "../identity/session";
import { cardChoicesQuery } from "./queries";

interface CardDialogProps {
  practice: string;
  edited: Card | "new" | null;
  onClose: () => void;
}

export function CardDialog(props: CardDialogProps) {
  const { edited, onClose } = props;
  return (
    <Modal
      opened={edited !== null}
      onClose={onClose}
      size="lg"
      title={edited === "new" ? "Add a card" : "Change the card"}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {edited && <Form {...props} edited={edited} />}
    </Modal>
  );
}

function Form({ practice, edited, onClose }: CardDialogProps & { edited: Card | "new" }) {
  const me = useMe();
  const choices = useQuery(cardChoicesQuery(practice)).data;
  const queryClient = useQueryClient();
  const [card, setCard] = useState<CardInput>(() =>
    edited === "new" ? { practice, title: "", body: "", owner: me?.id } : inputOf(edited),
  );
  const save = useMutation({
    mutationFn: () =>
      edited === "new"
        ? ask(api.POST("/api/knowledge", { body: card }))
        : ask(api.PUT("/api/knowledge/{id}", { params: { path: { id: edited.id } }, body: card })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["knowledge"] });
      onClose();
    },
  });
  const wrong = fieldWords(save.error);
  const change = (patch: Partial<CardInput>) => setCard({ ...card, ...patch });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={10}>
        <TextInput
          label="Title"
          data-autofocus
          required
          maxLength={120}
          value={card.title ?? ""}
          error={wrong.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <Textarea
          label="Text"
          description="Markdown: **bold**, - lists, [words](https://...). Nothing about a patient."
          required
          autosize
          minRows={5}
          maxRows={14}
          maxLength={4000}
          value={card.body ?? ""}
          error={wrong.body}
          onChange={(event) => change({ body: event.currentTarget.value })}
        />
        <Group grow gap={10} align="flex-start">
          <Select
            label="Line"
            placeholder="All lines"
            clearable
            data={choices?.lines.map((line) => ({
              value: line.number,
              label: `${line.purpose} ${phoneNumber(line.number)}`,
            }))}
            value={card.line ?? null}
            error={wrong.line}
            onChange={(line) => change({ line })}
          />
          <Select
            label="Owner"
            required
            searchable
            allowDeselect={false}
            data={choices?.owners.map((owner) => ({ value: owner.id, label: owner.name }))}
            value={card.owner ?? null}
            error={wrong.owner}
            onChange={(owner) => change({ owner })}
          />
        </Group>
        <Group gap={10} align="flex-start">
          <TextInput
            label="Location"
            flex="1 1 160px"
            maxLength={120}
            value={card.location ?? ""}
            error={wrong.location}
            onChange={(event) => change({ location: event.currentTarget.value })}
          />
          <TextInput
            label="Provider"
            flex="1 1 160px"
            maxLength={120}
            value={card.provider ?? ""}
            error={wrong.provider}
            onChange={(event) => change({ provider: event.currentTarget.value })}
          />
          <DateField
            label="Last day"
            value={card.expiresOn ?? undefined}
            onChange={(expiresOn) => change({ expiresOn: expiresOn ?? null })}
          />
        </Group>
        <FormEnd doing={save} disabled={!card.title?.trim() || !card.body?.trim()} onCancel={onClose} />
      </Stack>
    </form>
  );
}

const inputOf = ({ title, body, line, location, provider, owner, expiresOn, changedAt }: Card): CardInput => ({
  title,
  body,
  line,
  location,
  provider,
  owner: owner.id,
  expiresOn,
  changedAt,
});
