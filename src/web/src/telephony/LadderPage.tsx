import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { Ladder } from "../api/types";
import { wordsOf } from "../foundation/api";
import { tell } from "../foundation/notify";
import { Page } from "../foundation/Page";
import { QueryView } from "../foundation/QueryView";
import { useCan } from "../identity/session";
import { LadderView } from "./LadderView";
import { ladderText } from "./ladderText";
import { ladderOf, ladderQuery } from "./queries";

const route = getRouteApi("/shell/signalling/$id");

/** The SIP of one call: every leg a column, every message a step down, its text beside it. */
export function LadderPage() {
  const { id } = route.useParams();
  const can = useCan();
  const query = useQuery(ladderQuery(id));
  return (
    <Page
      title="Ladder"
      permission="signalling.read"
      note={query.data && noteOf(query.data)}
      actions={
        <>
          <Button variant="default" onClick={() => void query.refetch()} loading={query.isFetching}>
            Read again
          </Button>
          <Button
            variant="default"
            onClick={() => void saveMasked(id).catch((failure: unknown) => tell(wordsOf(failure)))}
          >
            Save masked copy
          </Button>
          {can("interactions.read") && (
            <Link to="/calls/$id" params={{ id }}>
              The call
            </Link>
          )}
          <Link to="/signalling">All signalling</Link>
        </>
      }
    >
      <QueryView
        query={query}
        loading="Loading the ladder"
        isEmpty={(ladder) => ladder.messages.length === 0}
        empty="Nothing is kept of this call: it was longer ago than messages are kept, or its end was a few seconds ago."
      >
        {(ladder) => <LadderView ladder={ladder} />}
      </QueryView>
      <Text c="dimmed" size="sm">
        Passwords' proofs and keys are never kept. The masked copy has no names, and of numbers the last two digits.
      </Text>
    </Page>
  );
}

function noteOf(ladder: Ladder): string {
  const parts = [`${ladder.messages.length} messages`];
  if (ladder.running) parts.push("the call still runs");
  if (ladder.masked) parts.push("names and numbers are masked");
  return parts.join(", ");
}

async function saveMasked(id: string): Promise<void> {
  const text = ladderText(await ladderOf(id, true));
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  Object.assign(document.createElement("a"), { href: url, download: `ladder-${id}.txt` }).click();
  URL.revokeObjectURL(url);
}
