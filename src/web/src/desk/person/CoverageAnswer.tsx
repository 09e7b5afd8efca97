import { Group, Stack, Text, Title } from "@mantine/core";
import { coverageLines } from "../../contacts/acceptance";
import { useDial } from "../../contacts/dial";
import { Copy, NumberLine } from "../../contacts/NumberLine";
import { PortalButton } from "../../contacts/PortalButton";
import type { PersonOnFile } from "../record/recordWords";

/** Whether their payer is accepted, and the ways to ask the payer: the member number goes by the clipboard, into no address. */
export function CoverageAnswer({ person, onCall }: { person: PersonOnFile; onCall: boolean }) {
  const { payer: called, memberId } = person.record;
  const dial = useDial(person.practice);
  const { coverage } = person;
  if (!called || !coverage) return null;
  const { payer } = coverage;
  return (
    <Stack component="section" aria-label="Coverage" gap={4} my={6}>
      <Title order={3}>Is {payer?.name ?? called} accepted?</Title>
      <ul className="plainList">
        {coverageLines(coverage).map((line) => (
          <li key={line}>
            <Text>{line}</Text>
          </li>
        ))}
      </ul>
      <Group gap={6}>
        {payer?.phone && <NumberLine of={payer.name} number={payer.phone} dial={onCall ? null : dial} />}
        {payer?.portalLink && <PortalButton of={payer.name} practice={payer.practice} link={payer.portalLink} />}
        {memberId && <Copy what={memberId} label="Copy the member number" words="Copy the member number" />}
      </Group>
    </Stack>
  );
}
