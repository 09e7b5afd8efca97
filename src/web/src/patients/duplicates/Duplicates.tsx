import { Button, Grid, Group, SegmentedControl, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PairState } from "../../api/types";
import { Page } from "../../foundation/Page";
import { Empty, QueryView } from "../../foundation/QueryView";
import { CompareTwo } from "./CompareTwo";
import { PairCompare } from "./PairCompare";
import { PairList } from "./PairList";
import { pairsQuery } from "./queries";

const empty: { [state in PairState]: string } = {
  open: "Nobody seems to be registered twice. New and changed records are compared within a few minutes.",
  merged: "Nothing has been merged yet.",
  keptApart: "No pair has been decided to be two people.",
};

/** Records that may be one person's: the queue on the left, the chosen pair side by side on the right. */
export function Duplicates() {
  const [state, setState] = useState<PairState>("open");
  const [page, setPage] = useState(1);
  const [chosen, choose] = useState<string | null>(null);
  const [comparing, compare] = useState(false);
  // Its place in the queue may be far behind.
  const [byHand, setByHand] = useState<string | null>(null);
  const query = useQuery(pairsQuery(state, page));
  const items = query.data?.items ?? [];
  // After a decision the pair has left the list, and the next one is at hand.
  const shown = items.find((pair) => pair.id === chosen) ?? items[0];
  return (
    <Page
      title="Duplicates"
      permission="patients.merge"
      note={query.data && `${query.data.total} ${query.data.total === 1 ? "pair" : "pairs"}`}
      actions={
        <>
          <Button variant="default" onClick={() => compare(true)}>
            Compare two records
          </Button>
          <SegmentedControl
            aria-label="Which"
            data={[
              { value: "open", label: "To decide" },
              { value: "merged", label: "Merged" },
              { value: "keptApart", label: "Two people" },
            ]}
            value={state}
            onChange={(value) => {
              setState(value as PairState);
              setPage(1);
              choose(null);
              setByHand(null);
            }}
          />
        </>
      }
    >
      <CompareTwo
        opened={comparing}
        onClose={() => compare(false)}
        onMade={(pair) => {
          compare(false);
          setByHand(pair);
        }}
      />
      {byHand ? (
        <>
          <Group>
            <Button variant="default" onClick={() => setByHand(null)}>
              Back to all pairs
            </Button>
          </Group>
          <PairCompare key={byHand} id={byHand} />
        </>
      ) : (
        <QueryView
          query={query}
          loading="Loading pairs"
          isEmpty={(list) => list.items.length === 0}
          empty={empty[state]}
        >
          {(list) => (
            <Grid gap={12}>
              <Grid.Col span={{ base: 12, md: 4 }}>
                <PairList list={list} chosen={shown?.id} onChoose={choose} page={page} onPage={setPage} />
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 8 }}>
                {shown ? <PairCompare key={shown.id} id={shown.id} /> : <Empty>Choose a pair.</Empty>}
              </Grid.Col>
            </Grid>
          )}
        </QueryView>
      )}
      <Text c="dimmed" size="sm">
        Nothing is ever merged by itself.
      </Text>
    </Page>
  );
}
