import { Button, SegmentedControl, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Notice } from "../../api/types";
import { Page } from "../../foundation/Page";
import { Pages } from "../../foundation/Pages";
import { QueryView } from "../../foundation/QueryView";
import { Letter } from "./Letter";
import { NoticesTable } from "./NoticesTable";
import { OutcomeDialog, type Telling } from "./OutcomeDialog";
import { type NoticeState, noticesAtOnce, noticesQuery } from "./queries";

const empty: { [state in NoticeState]: string } = {
  open: "Nobody is to be told.",
  all: "No contact details have been changed yet.",
};

/** Old contacts of patients that are to hear of a change: somebody else may have made it. */
export function Notices() {
  const [state, setState] = useState<NoticeState>("open");
  const [page, setPage] = useState(1);
  const [telling, tell] = useState<Telling | null>(null);
  const [letter, print] = useState<Notice | null>(null);
  const query = useQuery(noticesQuery(state, page));
  if (letter) {
    return (
      <Page
        title="Letter"
        permission="patients.notices"
        actions={
          <>
            <Button variant="default" onClick={() => print(null)}>
              Back to the notices
            </Button>
            <Button onClick={() => window.print()}>Print</Button>
          </>
        }
      >
        <Letter notice={letter} />
      </Page>
    );
  }
  return (
    <Page
      title="Notices of change"
      permission="patients.notices"
      note={query.data && `${query.data.total} ${state === "open" ? "to tell" : "in all"}`}
      actions={
        <SegmentedControl
          aria-label="Which"
          data={[
            { value: "open", label: "To tell" },
            { value: "all", label: "All" },
          ]}
          value={state}
          onChange={(value) => {
            setState(value as NoticeState);
            setPage(1);
          }}
        />
      }
    >
      <Text c="dimmed" size="sm">
        Say no more than that the contact details were changed, and whom to call. Say nothing of health.
      </Text>
      <QueryView
        query={query}
        loading="Loading notices"
        isEmpty={(list) => list.items.length === 0}
        empty={empty[state]}
      >
        {(list) => (
          <>
            <NoticesTable notices={list.items} onTell={tell} onPrint={print} />
            <Pages page={page} size={noticesAtOnce} total={list.total} onPage={setPage} />
          </>
        )}
      </QueryView>
      <OutcomeDialog telling={telling} onClose={() => tell(null)} />
    </Page>
  );
}
