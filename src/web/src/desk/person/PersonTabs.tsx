import { Button, Group, Text } from "@mantine/core";
import type { DeskSubject } from "../../api/types";
import { mostSubjects } from "../../dispositions/SubjectRows";
import { CheckIcon } from "../../foundation/icons";
import { useDeskView } from "../deskView";

interface PersonTabsProps {
  subjects: DeskSubject[];
  /** Nothing until the first is picked. */
  onAdd?: () => void;
}

const shortName = (subject: DeskSubject) => subject.name?.split(/[ ,]/)[0] ?? "Nobody yet";

/** One call about several people: each has a tab, a verification and a disposition of its own. */
export function PersonTabs({ subjects, onAdd }: PersonTabsProps) {
  const { person, showPerson } = useDeskView();
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label="Persons of this call" h={32}>
      {subjects.length === 1 && (
        <Text c="dimmed" flex={1}>
          Caller
        </Text>
      )}
      {subjects.length > 1 &&
        subjects.map((subject, index) => (
          <Button
            key={subject.patientId ?? index}
            size="xs"
            h={32}
            px={8}
            flex="1 1 0"
            miw={44}
            title={subject.name ?? undefined}
            variant={index === person ? "light" : "default"}
            aria-pressed={index === person}
            leftSection={subject.verified ? <CheckIcon /> : undefined}
            onClick={() => showPerson(index)}
          >
            {shortName(subject)}
          </Button>
        ))}
      {subjects.length < mostSubjects && (
        <Button size="xs" h={32} px={6} variant="subtle" flex="none" disabled={!onAdd} onClick={onAdd}>
          Add a person
        </Button>
      )}
    </Group>
  );
}
