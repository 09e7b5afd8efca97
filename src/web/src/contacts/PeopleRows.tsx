import { Button, Checkbox, Fieldset, Group, TextInput } from "@mantine/core";
import type { OrganisationPersonInput } from "../api/types";

interface PeopleRowsProps {
  people: OrganisationPersonInput[];
  wrong: { [field: string]: string };
  onChange: (people: OrganisationPersonInput[]) => void;
}

const texts = [
  ["name", "Name", 120],
  ["role", "What they are there", 80],
  ["phone", "Phone", 40],
  ["email", "E-mail", 254],
] as const;

/** The people at an organisation: who decides is marked. */
export function PeopleRows({ people, wrong, onChange }: PeopleRowsProps) {
  const change = (index: number, patch: Partial<OrganisationPersonInput>) =>
    onChange(people.map((person, n) => (n === index ? { ...person, ...patch } : person)));
  return (
    <>
      {people.map((person, index) => (
        <Fieldset key={person.id ?? `new ${index}`} legend={person.name || `Person ${index + 1}`} p={10}>
          <Group gap={8} align="flex-end">
            {texts.map(([field, label, maxLength]) => (
              <TextInput
                key={field}
                label={label}
                flex="1 1 150px"
                maxLength={maxLength}
                autoComplete="off"
                value={person[field] ?? ""}
                error={wrong[`people[${index}].${field}`]}
                onChange={(event) => change(index, { [field]: event.currentTarget.value })}
              />
            ))}
          </Group>
          <Group justify="space-between" mt={6}>
            <Checkbox
              label="Decides"
              aria-label={`${person.name || `Person ${index + 1}`} decides`}
              checked={person.decides ?? false}
              onChange={(event) => change(index, { decides: event.currentTarget.checked })}
            />
            <Button
              variant="subtle"
              color="dark"
              size="xs"
              h={32}
              aria-label={`Remove ${person.name || `person ${index + 1}`}`}
              onClick={() => onChange(people.filter((_, n) => n !== index))}
            >
              Remove
            </Button>
          </Group>
        </Fieldset>
      ))}
      <Button
        variant="default"
        size="xs"
        h={32}
        style={{ alignSelf: "flex-start" }}
        onClick={() => onChange([...people, { name: "", decides: true }])}
      >
        Add a person
      </Button>
    </>
  );
}
