import { SegmentedControl, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { BulkChange, BulkOutcome } from "../../api/types";
import { Pages } from "../../foundation/Pages";
import { QueryView } from "../../foundation/QueryView";
import { BulkPeople } from "./BulkPeople";
import { outcomesOf, outcomeWords } from "./bulkWords";
import { pageSize, peopleQuery } from "./queries";

/** Who was changed, who was left and why, a page at a time. */
export function ChangedPeople({ change }: { change: BulkChange }) {
  const [wanted, want] = useState<BulkOutcome | null>(null);
  const outcomes = outcomesOf(change);
  const shown = outcomes.find((each) => each.outcome === wanted) ?? outcomes[0];
  if (!shown) return null;
  return (
    <Stack gap={10}>
      <SegmentedControl
        aria-label="Which people"
        value={shown.outcome}
        onChange={(value) => want(value as BulkOutcome)}
        data={outcomes.map(({ outcome, count }) => ({
          value: outcome,
          label: `${outcomeWords[outcome]}: ${count.toLocaleString("en-US")}`,
        }))}
      />
      <SomePeople key={shown.outcome} change={change} outcome={shown.outcome} count={shown.count} />
    </Stack>
  );
}

function SomePeople({ change, outcome, count }: { change: BulkChange; outcome: BulkOutcome; count: number }) {
  const [page, setPage] = useState(1);
  const query = useQuery(peopleQuery(change.id, outcome, count, page));
  return (
    <>
      <QueryView query={query} loading="Loading people">
        {({ items }) => (
          <BulkPeople
            label={outcomeWords[outcome]}
            field={change.field}
            people={items}
            withWhy={outcome === "leftOut" || outcome === "kept"}
          />
        )}
      </QueryView>
      <Pages page={page} size={pageSize} total={count} onPage={setPage} words={["Before", "Next"]} />
    </>
  );
}
