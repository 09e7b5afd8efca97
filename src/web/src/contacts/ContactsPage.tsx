import { Button, Checkbox, Select } from "@mantine/core";
import { useState } from "react";
import type { Organisation } from "../api/types";
import { Page } from "../foundation/Page";
import { Empty } from "../foundation/QueryView";
import { useCan } from "../identity/session";
import { usePracticeOptions } from "../routing/queries";
import { ContactCard } from "./ContactCard";
import { ContactDialog } from "./ContactDialog";
import { ContactList } from "./ContactList";
import { useDial } from "./dial";
import { PartnerLog } from "./PartnerLog";
import { Referred } from "./Referred";

/** Whom a practice works with: read in a call, kept by those who may. */
export function ContactsPage() {
  const practices = usePracticeOptions();
  const mayEdit = useCan()("contacts.edit");
  const [chosen, setChosen] = useState<string | null>(null);
  const [edited, edit] = useState<Organisation | "new" | null>(null);
  const [retired, setRetired] = useState(false);
  const practice = chosen ?? practices[0]?.value;
  return (
    <Page
      title="Contacts"
      permission="contacts.read"
      actions={
        <>
          {mayEdit && (
            <Checkbox
              label="Also out of use"
              checked={retired}
              onChange={(event) => setRetired(event.currentTarget.checked)}
            />
          )}
          {practices.length > 1 && (
            <Select
              aria-label="Practice"
              w={240}
              allowDeselect={false}
              data={practices}
              value={practice ?? null}
              onChange={setChosen}
            />
          )}
          {mayEdit && practice && <Button onClick={() => edit("new")}>Add a contact</Button>}
        </>
      }
    >
      {practice ? (
        <Contacts key={practice} practice={practice} retired={retired} onEdit={edit} />
      ) : (
        <Empty>No practice yet.</Empty>
      )}
      {practice && <ContactDialog practice={practice} edited={edited} onClose={() => edit(null)} />}
    </Page>
  );
}

interface ContactsProps {
  practice: string;
  retired: boolean;
  onEdit: (contact: Organisation) => void;
}

function Contacts({ practice, retired, onEdit }: ContactsProps) {
  const can = useCan();
  const dial = useDial(practice);
  return (
    <ContactList practice={practice} dial={dial} editable retired={retired}>
      {(contact) => {
        const isPartner = contact.kind === "referralPartner";
        const mayEdit = can("contacts.edit") && (isPartner || can("practices.edit"));
        return (
          <ContactCard
            key={contact.id}
            contact={contact}
            dial={dial}
            more={
              isPartner && (
                <>
                  <PartnerLog id={contact.id} />
                  <Referred id={contact.id} name={contact.name} practice={contact.practice} />
                </>
              )
            }
            actions={
              mayEdit && (
                <Button
                  size="xs"
                  h={32}
                  variant="default"
                  aria-label={`Change ${contact.name}`}
                  onClick={() => onEdit(contact)}
                >
                  Change
                </Button>
              )
            }
          />
        );
      }}
    </ContactList>
  );
}
