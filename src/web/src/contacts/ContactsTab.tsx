import type { CallControls } from "../agents/callControls";
import type { CurrentCall } from "../api/types";
import { ContactCard } from "./ContactCard";
import { ContactList } from "./ContactList";
import { type Dial, useDial } from "./dial";

interface ContactsTabProps {
  /** The practice of the call, or one's own. */
  practice: string;
  call: CurrentCall | null;
  controls: CallControls;
}

/** Pharmacies, payers and partners beside a call: while somebody is on the line they are consulted and the caller waits. */
export function ContactsTab({ practice, call, controls }: ContactsTabProps) {
  const calling = useDial(practice);
  const live = call && call.state !== "wrapUp" && call.state !== "ended";
  const consulting: Dial = {
    words: "Consult",
    run: (number) => controls.transferTo({ number, consult: true }),
    why: controls.transfer,
  };
  const dial = live ? consulting : calling;
  return (
    <ContactList practice={practice} fieldId="contacts-search" dial={dial}>
      {(contact) => <ContactCard key={contact.id} contact={contact} dial={dial} />}
    </ContactList>
  );
}
