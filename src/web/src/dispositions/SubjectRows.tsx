import { Button, Group, SimpleGrid, Stack } from "@mantine/core";
import type { Match, Subject } from "../api/types";
import { PatientPicker } from "../patients/PatientPicker";
import { DispositionPicker } from "./DispositionPicker";

interface SubjectRowsProps {
  subjects: Subject[];
  matches: Match[];
  tree: string;
  onChange: (subjects: Subject[]) => void;
}

export const mostSubjects = 3;

/** The people a contact is about, up to three, each with a disposition of its own. */
export function SubjectRows({ subjects, matches, tree, onChange }: SubjectRowsProps) {
  const put = (index: number, patch: Partial<Subject>) =>
    onChange(subjects.map((subject, at) => (at === index ? { ...subject, ...patch } : subject)));
  const several = subjects.length > 1;
  const which = (index: number) => (several ? ` ${index + 1}` : "");
  return (
    <Stack gap={8}>
      {subjects.map((subject, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; two rows may be equal
        <SimpleGrid key={index} cols={{ base: 1, xs: 2 }} spacing={8} verticalSpacing={6}>
          <PatientPicker
            label={`About whom${which(index)}`}
            matches={matches}
            value={subject.patientId ? { patientId: subject.patientId, name: subject.name ?? "Chosen person" } : null}
            onChange={(person) => put(index, { patientId: person?.patientId ?? null, name: person?.name ?? null })}
          />
          <DispositionPicker
            label={`Disposition${which(index)}`}
            tree={tree}
            value={subject.disposition ?? null}
            onChange={(disposition) => put(index, { disposition })}
          />
        </SimpleGrid>
      ))}
      <Group gap={8}>
        {subjects.length < mostSubjects && (
          <Button
            variant="default"
            size="xs"
            h={32}
            onClick={() => onChange([...subjects, { patientId: null, disposition: null }])}
          >
            Add a person
          </Button>
        )}
        {several && (
          <Button variant="subtle" color="dark" size="xs" h={32} onClick={() => onChange(subjects.slice(0, -1))}>
            Remove person {subjects.length}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
