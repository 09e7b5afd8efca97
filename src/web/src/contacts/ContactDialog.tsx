import { Checkbox, NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { Organisation, OrganisationInput } from "../api/types";
import { api, ask, fieldWords } from "../foundation/api";
import { Dialog } from "../foundation/Dialog";
import { FormEnd } from "../foundation/FormEnd";
import { tell } from "../foundation/notify";
import { useCan } from "../identity/session";
import { kinds } from "./find";
import { PeopleRows } from "./PeopleRows";

interface ContactDialogProps {
  practice: string;
  edited: Organisation | "new" | null;
  onClose: () => void;
}

/** Adds an organisation, or changes one. */
export function ContactDialog({ practice, edited, onClose }: ContactDialogProps) {
  return (
    <Dialog
      opened={edited !== null}
      onClose={onClose}
      size={760}
      title={edited === "new" ? "Add a contact" : "Change the contact"}
    >
      {edited && <Form practice={practice} contact={edited === "new" ? null : edited} onClose={onClose} />}
    </Dialog>
  );
}

const fresh: OrganisationInput = { kind: "referralPartner", people: [] };

type TextField = "name" | "phone" | "fax" | "email" | "address" | "webLink" | "portalLink" | "aliases" | "note";

function Form({ practice, contact, onClose }: { practice: string; contact: Organisation | null; onClose: () => void }) {
  const everyKind = useCan()("practices.edit");
  const queryClient = useQueryClient();
  const [input, setInput] = useState<OrganisationInput>(contact ?? fresh);
  const save = useMutation({
    mutationFn: () =>
      ask(
        contact
          ? api.PUT("/api/organisations/{id}", { params: { path: { id: contact.id } }, body: input })
          : api.POST("/api/organisations", { body: { ...input, practice } }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["contacts"] });
      tell("The contact is saved");
      onClose();
    },
  });
  const wrong = fieldWords(save.error);
  const change = (patch: Partial<OrganisationInput>) => setInput((before) => ({ ...before, ...patch }));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  const text = (field: TextField, label: string, maxLength: number, description?: string) => (
    <TextInput
      label={label}
      description={description}
      data-autofocus={field === "name" || undefined}
      maxLength={maxLength}
      autoComplete="off"
      value={input[field] ?? ""}
      error={wrong[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={10}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={10} verticalSpacing={8}>
          {text("name", "Name", 120)}
          <NativeSelect
            label="Kind"
            data={kinds.filter(({ value }) => everyKind || value === "referralPartner")}
            value={input.kind ?? "other"}
            error={wrong.kind}
            onChange={(event) => change({ kind: event.currentTarget.value as OrganisationInput["kind"] })}
          />
          {text("phone", "Phone", 40)}
          {text("fax", "Fax", 40)}
          {text("email", "E-mail", 254)}
          {text("address", "Address", 240)}
          {text("webLink", "Page in the web", 400)}
          {input.kind === "payer" && text("aliases", "Also called", 400, "As records call it, with commas between")}
        </SimpleGrid>
        {input.kind === "payer" &&
          text(
            "portalLink",
            "Portal",
            400,
            "https:// and the address; {npi} stands for the provider's NPI. Nothing about a patient goes into it.",
          )}
        {text("note", "What an agent must know", 400)}
        <PeopleRows people={input.people ?? []} wrong={wrong} onChange={(people) => change({ people })} />
        {contact && (
          <Checkbox
            label="Out of use"
            checked={input.retired ?? false}
            onChange={(event) => change({ retired: event.currentTarget.checked })}
          />
        )}
        <FormEnd doing={save} onCancel={onClose} />
      </Stack>
    </form>
  );
}
