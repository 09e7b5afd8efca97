import { Anchor, Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import type { Organisation } from "../api/types";
import { Acceptances, AcceptedBy } from "./Acceptances";
import type { Dial } from "./dial";
import { kindWords } from "./find";
import { NumberLine } from "./NumberLine";
import { PortalButton } from "./PortalButton";

interface ContactCardProps {
  contact: Organisation;
  dial: Dial | null;
  /** What stands behind "More", beside the people; fetched when it is opened. */
  more?: ReactNode;
  actions?: ReactNode;
}

/** One organisation: what is needed in a call at once, the rest behind "More". */
export function ContactCard({ contact, dial, more, actions }: ContactCardProps) {
  const [opened, setOpened] = useState(false);
  const details = useId();
  const { name, kind, phone, fax, people, portalLink } = contact;
  const hasMore = Boolean(more) || kind === "payer" || people.length > 0 || contact.webLink || contact.email;
  return (
    <article className="panel contactCard" aria-label={name}>
      <Group justify="space-between" align="flex-start" gap={8}>
        <div style={{ flex: "1 1 220px", minWidth: 0 }}>
          <Title order={2} fz={16}>
            {name}
          </Title>
          <Group gap={6}>
            <Text c="dimmed">{[kindWords(kind), contact.aliases].filter(Boolean).join(", ")}</Text>
            {contact.retired && (
              <Badge color="gray.7" tt="none">
                Out of use
              </Badge>
            )}
            {contact.openIssues > 0 && (
              <Badge color="red.9" tt="none">
                {contact.openIssues === 1 ? "1 open issue" : `${contact.openIssues} open issues`}
              </Badge>
            )}
          </Group>
        </div>
        <Group gap={6}>
          {phone && <NumberLine of={name} number={phone} dial={dial} />}
          {portalLink && <PortalButton of={name} practice={contact.practice} link={portalLink} />}
          {hasMore && (
            <Button
              size="xs"
              h={32}
              px={8}
              variant="subtle"
              aria-expanded={opened}
              aria-controls={details}
              aria-label={`${opened ? "Less" : "More"} of ${name}`}
              onClick={() => setOpened(!opened)}
            >
              {opened ? "Less" : "More"}
            </Button>
          )}
          {actions}
        </Group>
      </Group>
      <Group gap="0 10px">
        {contact.address && <Text>{contact.address}</Text>}
        {fax && (
          <Group gap={4} wrap="nowrap">
            <Text c="dimmed">Fax</Text>
            <NumberLine of={`fax of ${name}`} number={fax} />
          </Group>
        )}
      </Group>
      {kind === "payer" && <AcceptedBy payer={contact} />}
      {contact.note && <Text>{contact.note}</Text>}
      <div id={details}>
        {opened && (
          <Stack gap={10} mt={8}>
            <Reach contact={contact} />
            <People contact={contact} dial={dial} />
            {kind === "payer" && <Acceptances payer={contact} />}
            {more}
          </Stack>
        )}
      </div>
    </article>
  );
}

function Reach({ contact: { email, webLink } }: { contact: Organisation }) {
  if (!email && !webLink) return null;
  return (
    <Group gap={12}>
      {email && <Text>{email}</Text>}
      {webLink && (
        <Anchor href={webLink} target="_blank" rel="noopener noreferrer">
          {webLink}
        </Anchor>
      )}
    </Group>
  );
}

function People({ contact: { name, people }, dial }: { contact: Organisation; dial: Dial | null }) {
  if (people.length === 0) return null;
  return (
    <ul className="plainList" aria-label={`People at ${name}`}>
      {people.map((person) => (
        <li key={person.id}>
          <Group gap={8}>
            <Text>
              <b>{person.name}</b>
              {[person.role, person.decides && "decides", person.email].filter(Boolean).map((word) => `, ${word}`)}
            </Text>
            {person.phone && <NumberLine of={person.name} number={person.phone} dial={dial} />}
          </Group>
        </li>
      ))}
    </ul>
  );
}
