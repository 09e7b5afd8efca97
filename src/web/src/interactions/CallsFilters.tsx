import { Group, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { agentsQuery } from "../agents/queries";
import { DateField } from "../foundation/DateField";
import { SearchField } from "../foundation/SearchField";
import { useCan } from "../identity/session";
import { usePracticeOptions, useQueueOptions } from "../routing/queries";
import type { CallsSearch } from "./callsSearch";
import { callerTypes, outcomes } from "./words";

interface CallsFiltersProps {
  search: CallsSearch;
  onChange: (patch: Partial<CallsSearch>) => void;
  /** Numbers and names are searched from memory only, never from the URL. */
  text: string;
  onText: (text: string) => void;
}

const directions = [
  { value: "inbound", label: "In" },
  { value: "outbound", label: "Out" },
];

export function CallsFilters({ search, onChange, text, onText }: CallsFiltersProps) {
  const agents = useQuery({ ...agentsQuery, enabled: useCan()("agents.read") }).data?.items ?? [];
  const practices = usePracticeOptions();
  const queues = useQueueOptions(search.practice);
  const pick = (label: string, key: keyof CallsSearch, data: { value: string; label: string }[], w: number) => (
    <Select
      label={label}
      flex={`1 1 ${w}px`}
      data={data}
      placeholder="All"
      clearable
      searchable={data.length > 8}
      value={(search[key] as string | undefined) ?? null}
      onChange={(value) => onChange({ [key]: value ?? undefined })}
    />
  );
  return (
    <Group component="search" gap={8} align="flex-end" className="noPrint">
      <DateField label="From" value={search.from} onChange={(from) => onChange({ from })} />
      <DateField label="To" value={search.to} onChange={(to) => onChange({ to })} />
      {practices.length > 1 && pick("Practice", "practice", practices, 120)}
      {pick("Queue", "queue", queues, 110)}
      {agents.length > 0 &&
        pick(
          "Agent",
          "agent",
          agents.map(({ id, name }) => ({ value: id, label: name })),
          110,
        )}
      {pick("Way", "direction", directions, 74)}
      {pick("Outcome", "outcome", outcomes, 104)}
      {pick("Caller", "callerType", callerTypes, 104)}
      <SearchField label="Search" placeholder="Word, or 4 digits" text={text} onText={onText} />
    </Group>
  );
}
