import { Group, Input, SegmentedControl, Select } from "@mantine/core";
import { DateField } from "../foundation/DateField";
import { usePracticeOptions, useQueueOptions } from "../routing/queries";
import { daysOf } from "./queries";
import type { ReportSearch } from "./reportSearch";

interface ReportFiltersProps {
  search: ReportSearch;
  onChange: (patch: Partial<ReportSearch>) => void;
}

const groupings = [
  { value: "day", label: "Day" },
  { value: "hour", label: "Hour" },
  { value: "dayHour", label: "Day and hour" },
];

export function ReportFilters({ search, onChange }: ReportFiltersProps) {
  const days = daysOf(search);
  return (
    <Group component="search" gap={8} align="flex-end" className="noPrint">
      <DateField label="From" value={days.from} onChange={(from) => onChange({ from })} />
      <DateField label="To" value={days.to} onChange={(to) => onChange({ to })} />
      <Select
        label="Practice"
        w={200}
        allowDeselect={false}
        data={usePracticeOptions()}
        value={search.practice ?? null}
        onChange={(practice) => onChange({ practice: practice ?? undefined, queue: undefined })}
      />
      <Select
        label="Queue"
        placeholder="All"
        w={180}
        clearable
        data={useQueueOptions(search.practice)}
        value={search.queue ?? null}
        onChange={(queue) => onChange({ queue: queue ?? undefined })}
      />
      <Input.Wrapper label="By" labelElement="div">
        <SegmentedControl
          aria-label="By"
          data={groupings}
          value={search.by ?? "day"}
          onChange={(by) => onChange({ by: by as ReportSearch["by"] })}
        />
      </Input.Wrapper>
    </Group>
  );
}
