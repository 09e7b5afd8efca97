import { Button, Checkbox, Select } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { organisationsQuery } from "../contacts/queries";
import { Page } from "../foundation/Page";
import { Pages } from "../foundation/Pages";
import { QueryView } from "../foundation/QueryView";
import { useCan } from "../identity/session";
import { usePracticeOptions } from "../routing/queries";
import { AddRequest } from "./AddRequest";
import { requestsQuery } from "./queries";
import { RequestTable } from "./RequestTable";
import { requestStates } from "./requestWords";

const route = getRouteApi("/shell/requests");
const size = 50;

/** Who asks for an appointment and has none yet, the oldest first: worked as a queue. */
export function Requests() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayWork = useCan()("requests.work");
  const practices = usePracticeOptions();
  const practice = search.practice ?? practices[0]?.value;
  const [adding, setAdding] = useState(false);
  const { state, partner, handled, page = 1 } = search;
  const query = useQuery({
    ...requestsQuery({ practice, partner, state, open: state ? undefined : !handled, page, size }),
    enabled: practice !== undefined,
    placeholderData: keepPreviousData,
  });
  const organisations = useQuery({ ...organisationsQuery(practice ?? ""), enabled: practice !== undefined });
  const partners = (organisations.data?.items ?? []).filter((each) => each.kind === "referralPartner");
  const go = (patch: typeof search) => void navigate({ search: { ...search, page: undefined, ...patch } });
  return (
    <Page
      title="Requests"
      permission="requests.read"
      note={query.data && openWords(query.data)}
      actions={
        <>
          {practices.length > 1 && (
            <Select
              aria-label="Practice"
              w={200}
              allowDeselect={false}
              data={practices}
              value={practice ?? null}
              onChange={(value) => go({ practice: value ?? undefined, partner: undefined })}
            />
          )}
          <Select
            aria-label="Referral partner"
            placeholder="All who ask"
            w={190}
            clearable
            data={partners.map(({ id, name }) => ({ value: id, label: name }))}
            value={partner ?? null}
            onChange={(value) => go({ partner: value ?? undefined })}
          />
          <Select
            aria-label="State"
            placeholder={handled ? "All handled" : "All open"}
            w={150}
            clearable
            data={requestStates}
            value={state ?? null}
            onChange={(value) => go({ state: value ?? undefined })}
          />
          <Checkbox
            label="Handled"
            disabled={state !== undefined}
            checked={handled ?? false}
            onChange={(event) => go({ handled: event.currentTarget.checked || undefined })}
          />
          {mayWork && practice && <Button onClick={() => setAdding(true)}>Add a request</Button>}
        </>
      }
    >
      <QueryView
        query={query}
        loading="Loading requests"
        isEmpty={(list) => list.items.length === 0}
        empty={state || partner || handled ? "No requests of this kind." : "Nobody waits for an appointment."}
      >
        {(list) => (
          <>
            <RequestTable requests={list.items} />
            <Pages
              page={page}
              size={size}
              total={list.total}
              words={["Earlier", "Later"]}
              onPage={(next) => go({ page: next })}
            />
          </>
        )}
      </QueryView>
      {practice && <AddRequest practice={practice} sender={partner} opened={adding} onClose={() => setAdding(false)} />}
    </Page>
  );
}

const openWords = ({ open, overdue }: { open: number; overdue: number }) =>
  `${open} open${overdue > 0 ? `, ${overdue} late` : ""}`;
