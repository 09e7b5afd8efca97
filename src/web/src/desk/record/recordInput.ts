import type { RecordInput } from "../../api/types";
import type { PersonOnFile } from "./recordWords";

/** A record as it is sent back: what is not known is empty, so that each field of a form has a value. */
export function inputOf({ record, bornOn, mrn, language }: PersonOnFile): RecordInput {
  const { firstName, lastName, version, status, portal } = record;
  return {
    version,
    firstName,
    lastName,
    bornOn: bornOn ?? null,
    mrn: mrn ?? "",
    language,
    email: record.email ?? "",
    street: record.street ?? "",
    city: record.city ?? "",
    state: record.state ?? "",
    zip: record.zip ?? "",
    phones: record.phones.map(({ number, type, work }) => ({ number, type, work })),
    status,
    doNotCall: Boolean(record.doNotCallSince),
    wishes: { ...record.wishes, note: record.wishes.note ?? "" },
    payer: record.payer ?? "",
    plan: record.plan ?? "",
    memberId: record.memberId ?? "",
    groupNumber: record.groupNumber ?? "",
    policyHolder: record.policyHolder ?? null,
    coveredFrom: record.coveredFrom ?? null,
    coveredUntil: record.coveredUntil ?? null,
    coverages: record.coverages.map(({ ended: _, ...coverage }) => coverage),
    referredBy: record.referredBy ?? "",
    referredById: record.partner?.id ?? null,
    source: record.source ?? "",
    portal,
    remarks: record.remarks ?? "",
    vip: record.vip,
    proxies: record.proxies.map(
      ({ id, name, relationship, phone, mayBook, mayHear, mayBill, endsAtMajority, endsOn, note }) => ({
        id,
        name,
        relationship,
        phone: phone ?? "",
        mayBook,
        mayHear,
        mayBill,
        endsAtMajority,
        endsOn: endsOn ?? null,
        note: note ?? "",
      }),
    ),
    fields: record.fields.map(({ id, value }) => ({ id, value: value ?? "" })),
  };
}
