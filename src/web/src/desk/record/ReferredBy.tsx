import { Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { RecordInput } from "../../api/types";
import { organisationsQuery } from "../../contacts/queries";
import type { PersonOnFile } from "./recordWords";

interface ReferredByProps {
  person: PersonOnFile;
  record: RecordInput;
  wrong: { [field: string]: string };
  onChange: (patch: Partial<RecordInput>) => void;
}

/** Who sent them: in the words that were said, and as the referral partner that it is, found while one types. */
export function ReferredBy({ person, record, wrong, onChange }: ReferredByProps) {
  const all = useQuery(organisationsQuery(person.practice)).data?.items ?? [];
  const known = person.record.partner;
  const partners = all
    .filter(({ kind, retired, id }) => kind === "referralPartner" && (!retired || id === known?.id))
    .map(({ id, name }) => ({ value: id, label: name }));
  const choices =
    known && !partners.some(({ value }) => value === known.id)
      ? [{ value: known.id, label: known.name }, ...partners]
      : partners;
  const choose = (id: string | null) => {
    const name = choices.find(({ value }) => value === id)?.label;
    onChange({ referredById: id, ...(name && !record.referredBy?.trim() ? { referredBy: name } : {}) });
  };
  return (
    <>
      <TextInput
        label="Referred by"
        maxLength={120}
        autoComplete="off"
        value={record.referredBy ?? ""}
        error={wrong.referredBy}
        onChange={(event) => onChange({ referredBy: event.currentTarget.value })}
      />
      <Select
        label="Referral partner"
        placeholder="None known"
        searchable
        clearable
        clearButtonProps={{ "aria-label": "No referral partner" }}
        nothingFoundMessage="No partner of this name"
        data={choices}
        value={record.referredById ?? null}
        error={wrong.referredById}
        onChange={choose}
      />
    </>
  );
}
