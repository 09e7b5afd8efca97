import { Group, Select } from "@mantine/core";
import type { Floor } from "../api/types";

interface FloorFiltersProps {
  floor: Floor;
  practice?: string;
  team?: string;
  onChange: (search: { practice?: string; team?: string }) => void;
}

const options = (all: { id: string; name: string }[]) => all.map(({ id, name }) => ({ value: id, label: name }));

/** Which practice and which team; kept in the address, so that a reload and a bookmark show the same. */
export function FloorFilters({ floor, practice, team, onChange }: FloorFiltersProps) {
  return (
    <Group gap={6} p={6} wrap="nowrap">
      <Select
        aria-label="Practice"
        placeholder="All practices"
        data={options(floor.practices)}
        value={practice ?? null}
        onChange={(chosen) => onChange({ practice: chosen ?? undefined, team })}
        clearable
        size="xs"
        styles={{ input: { height: 32 } }}
        flex={1}
      />
      <Select
        aria-label="Team"
        placeholder="All teams"
        data={options(floor.teams)}
        value={team ?? null}
        onChange={(chosen) => onChange({ practice, team: chosen ?? undefined })}
        clearable
        size="xs"
        styles={{ input: { height: 32 } }}
        flex={1}
      />
    </Group>
  );
}
