import { Group, Stack, Text, Title } from "@mantine/core";
import type { Coverage } from "../../api/types";
import { coverageLines } from "../../contacts/acceptance";
import { useDial } from "../../contacts/dial";
import { Copy, NumberLine } from "../../contacts/NumberLine";
import type { PersonOnFile } from "../record/recordWords";

interface Answer {
  place: number;
  /** What the record calls the payer. */
  called: string;
  memberId: string | null | undefined;
  coverage: Coverage;
}

/** For each coverage that has not ended and whose payer is known, in the order in which they pay. */
export function coverageAnswers({ record, coverage, otherCoverages }: PersonOnFile): Answer[] {
  const { payer, memberId, coverageEnded } = record;
  const rows = [{ payer, memberId, ended: coverageEnded }, ...record.coverages];
  return rows.flatMap((row, place) => {
    const found = place === 0 ? coverage : otherCoverages[place - 1];
    return row.payer && found && !row.ended
      ? [{ place, called: row.payer, memberId: row.memberId, coverage: found }]
      : [];
  });
}

interface CoverageAnswerProps extends Answer {
  practice: string;
  onCall: boolean;
}

/** Whether a payer of theirs is accepted, and the ways to ask the payer: the member number goes by the clipboard, into no address. */
export function CoverageAnswer({ called, memberId, coverage, practice, onCall, place }: CoverageAnswerProps) {
  const dial = useDial(practice);
  const { payer } = coverage;
  const name = payer?.name ?? called;
  return (
    <Stack component="section" aria-label={place === 0 ? "Coverage" : `Coverage ${place + 1}`} gap={4} my={6}>
      <Title order={3}>Is {name} accepted?</Title>
      <ul className="plainList">
        {coverageLines(coverage).map((line) => (
          <li key={line}>
            <Text>{line}</Text>
          </li>
        ))}
      </ul>
      <Group gap={6}>
        {payer?.phone && <NumberLine of={payer.name} number={payer.phone} dial={onCall ? null : dial} />}
        {memberId && <Copy what={memberId} label={memberWords(place, name)} words="Copy the member number" />}
      </Group>
    </Stack>
  );
}

const memberWords = (place: number, name: string) =>
  place === 0 ? "Copy the member number" : `Copy the member number of ${name}`;
