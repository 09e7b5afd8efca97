import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Card } from "../api/types";
import { tell } from "../foundation/notify";
import { Empty, QueryView } from "../foundation/QueryView";
import { ReasonDialog } from "../foundation/ReasonDialog";
import { useCan } from "../identity/session";
import { CardMarks, ownerWords } from "./CardMarks";
import { CardText } from "./CardText";
import { cardsFor } from "./order";
import { cardsQuery, reportWrong } from "./queries";

interface KnowledgeTabProps {
  /** The practice of the call. */
  practice: string;
  /** The dialled line in E.164; its own cards come first. */
  line: string | null;
}

/** What to tell a caller about the practice: the line's cards, then the practice's, found while one types. */
export function KnowledgeTab({ practice, line }: KnowledgeTabProps) {
  const query = useQuery(cardsQuery(practice));
  const [search, setSearch] = useState("");
  return (
    <Stack gap={8}>
      <TextInput
        id="knowledge-search"
        type="search"
        aria-label="Search the knowledge cards"
        placeholder="Search the cards: parking, fax"
        autoComplete="off"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <QueryView
        query={query}
        loading="Loading the knowledge cards"
        isEmpty={(list) => list.items.length === 0}
        empty="This practice has no knowledge cards yet. A lead or supervisor writes them under Knowledge."
      >
        {(list) => <Found cards={cardsFor(list.items, line, search)} />}
      </QueryView>
    </Stack>
  );
}

function Found({ cards }: { cards: Card[] }) {
  if (cards.length === 0) return <Empty>No card has all these words.</Empty>;
  return cards.map((card) => <KnowledgeCard key={card.id} card={card} />);
}

function KnowledgeCard({ card }: { card: Card }) {
  const mayReport = useCan()("agent.work");
  const queryClient = useQueryClient();
  const [asking, dialog] = useDisclosure(false);
  const report = async (note: string) => {
    await reportWrong(card.id, note);
    await queryClient.invalidateQueries({ queryKey: ["knowledge"] });
    tell("Reported. The card's owner has it in the work items.");
  };
  return (
    <article className="panel" aria-label={card.title} data-expired={card.expired || undefined}>
      <Group justify="space-between" align="flex-start" gap={8} wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Title order={3}>{card.title}</Title>
          <CardMarks card={card} />
        </div>
        {mayReport && (
          <Button
            size="xs"
            h={32}
            flex="none"
            variant="default"
            aria-label={`This is wrong: ${card.title}`}
            onClick={dialog.open}
          >
            This is wrong
          </Button>
        )}
      </Group>
      <CardText body={card.body} />
      <Text c="dimmed">{ownerWords(card)}</Text>
      <ReasonDialog
        title={`Wrong: ${card.title}`}
        label="What is wrong?"
        note="The owner gets it as a work item. Write nothing about a patient."
        confirmWords="Report"
        opened={asking}
        onClose={dialog.close}
        onConfirm={report}
      />
    </article>
  );
}
