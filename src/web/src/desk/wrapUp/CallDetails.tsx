import { Autocomplete, Group, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { CallerType } from "../../api/types";
import type { WrapUpFields } from "../../dispositions/draft";
import { dispositionsQuery, distinct } from "../../dispositions/queries";
import { callerTypes } from "../../interactions/words";

interface CallDetailsProps {
  fields: WrapUpFields;
  onChange: (patch: Partial<WrapUpFields>) => void;
}

/** Who speaks and why they called. */
export function CallDetails({ fields, onChange }: CallDetailsProps) {
  const rows = useQuery(dispositionsQuery).data ?? [];
  return (
    <Group gap={6} wrap="nowrap" className="wrapRow">
      <Select
        aria-label="Caller"
        placeholder="Who speaks"
        w={150}
        data={callerTypes}
        value={fields.callerType}
        onChange={(value) => onChange({ callerType: value as CallerType | null })}
      />
      <Autocomplete
        aria-label="Reason"
        placeholder="Reason of the call"
        flex={1}
        data={distinct(rows, "reason")}
        value={fields.reason}
        onChange={(reason) => onChange({ reason })}
        maxLength={120}
      />
    </Group>
  );
}
