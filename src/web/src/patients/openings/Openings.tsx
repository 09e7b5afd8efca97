import { Button, SegmentedControl, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Opening } from "../../api/types";
import { useNow } from "../../foundation/clock";
import { dateWords, dayTime } from "../../foundation/formats";
import { Page } from "../../foundation/Page";
import { Pages } from "../../foundation/Pages";
import { QueryView } from "../../foundation/QueryView";
import { TableBox } from "../../foundation/TableBox";
import { reasonWords } from "./openingWords";
import { type OpeningState, openingsAtOnce, openingsQuery } from "./queries";
import { ReviewDialog } from "./ReviewDialog";

const empty: { [state in OpeningState]: string } = {
  open: "Nothing waits for a review.",
  all: "Nobody has opened the record of a VIP yet.",
};

/** Who opened the record of a VIP and why: each is looked at by somebody else within three working days. */
export function Openings() {
  const [state, setState] = useState<OpeningState>("open");
  const [page, setPage] = useState(1);
  const [reviewed, review] = useState<Opening | null>(null);
  const query = useQuery(openingsQuery(state, page));
  return (
    <Page
      title="VIP openings"
      permission="patients.review"
      note={query.data && `${query.data.total} ${state === "open" ? "to review" : "in all"}`}
      actions={
        <SegmentedControl
          aria-label="Which"
          data={[
            { value: "open", label: "To review" },
            { value: "all", label: "All" },
          ]}
          value={state}
          onChange={(value) => {
            setState(value as OpeningState);
            setPage(1);
          }}
        />
      }
    >
      <QueryView
        query={query}
        loading="Loading openings"
        isEmpty={(list) => list.items.length === 0}
        empty={empty[state]}
      >
        {(list) => (
          <>
            <OpeningsTable openings={list.items} onReview={review} />
            <Pages page={page} size={openingsAtOnce} total={list.total} onPage={setPage} />
          </>
        )}
      </QueryView>
      <Text c="dimmed" size="sm">
        Nobody reviews what they opened themself.
      </Text>
      <ReviewDialog opening={reviewed} onClose={() => review(null)} />
    </Page>
  );
}

function OpeningsTable({ openings, onReview }: { openings: Opening[]; onReview: (opening: Opening) => void }) {
  const now = useNow();
  return (
    <TableBox label="Openings">
      <Table>
        <Table.Thead>
          <Table.Tr>
            {["Opened", "By", "VIP", "Why", "Until", "Review"].map((heading) => (
              <Table.Th key={heading}>{heading}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {openings.map((opening) => (
            <Table.Tr key={opening.id}>
              <Table.Td className="figures">{dayTime(opening.openedAt, now, opening.timeZone)}</Table.Td>
              <Table.Td>{opening.by}</Table.Td>
              <Table.Th scope="row" fw={400}>
                {opening.patient}
                <Text size="sm" c="dimmed">
                  {opening.practice.name}
                </Text>
              </Table.Th>
              <Table.Td className="words">
                {reasonWords(opening)}
                <Text size="sm">{opening.text}</Text>
              </Table.Td>
              <Table.Td className="figures">{dayTime(opening.endsAt, now, opening.timeZone)}</Table.Td>
              <Table.Td className="actions">
                <Review opening={opening} onReview={() => onReview(opening)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  );
}

function Review({ opening, onReview }: { opening: Opening; onReview: () => void }) {
  const now = useNow();
  const { review, mine, overdue, dueOn } = opening;
  if (review) {
    return (
      <>
        {review.by}, {dayTime(review.at, now, opening.timeZone)}
        <Text size="sm">{review.note}</Text>
      </>
    );
  }
  return (
    <>
      {overdue && <Text fw={600}>Overdue</Text>}
      <Text>Due {dateWords(dueOn)}</Text>
      {mine ? (
        <Text size="sm" c="dimmed">
          Opened by you
        </Text>
      ) : (
        <Button variant="default" size="xs" h={32} onClick={onReview} aria-label={`Review ${opening.patient}`}>
          Review
        </Button>
      )}
    </>
  );
}
