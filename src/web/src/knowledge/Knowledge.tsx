import { Button, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Card } from "../api/types";
import { Page } from "../foundation/Page";
import { Empty, QueryView } from "../foundation/QueryView";
import { useCan } from "../identity/session";
import { usePracticeOptions } from "../routing/queries";
import { CardDialog } from "./CardDialog";
import { EditableCard } from "./EditableCard";
import { cardsFor } from "./order";
import { cardsQuery } from "./queries";

/** The knowledge cards of a practice, to read and to edit. */
export function Knowledge() {
  const practices = usePracticeOptions();
  const mayEdit = useCan()("knowledge.edit");
  const [chosen, setChosen] = useState<string | null>(null);
  const [edited, setEdited] = useState<Card | "new" | null>(null);
  const practice = chosen ?? practices[0]?.value;
  return (
    <Page
      title="Knowledge"
      permission="knowledge.read"
      note="What agents may tell callers"
      actions={
        <>
          {practices.length > 1 && (
            <Select
              aria-label="Practice"
              w={240}
              allowDeselect={false}
              data={practices}
              value={practice ?? null}
              onChange={setChosen}
            />
          )}
          {mayEdit && practice && <Button onClick={() => setEdited("new")}>Add a card</Button>}
        </>
      }
    >
      {practice ? <Cards practice={practice} onEdit={setEdited} /> : <Empty>No practice yet.</Empty>}
      {practice && <CardDialog practice={practice} edited={edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}

function Cards({ practice, onEdit }: { practice: string; onEdit: (card: Card) => void }) {
  const query = useQuery(cardsQuery(practice));
  const [search, setSearch] = useState("");
  return (
    <Stack gap={10} maw={860}>
      <TextInput
        type="search"
        label="Search"
        maw={320}
        autoComplete="off"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <QueryView
        query={query}
        loading="Loading the knowledge cards"
        isEmpty={(list) => cardsFor(list.items, null, search).length === 0}
        empty={search ? "No card has all these words." : "No cards yet. The first one may say where to park."}
      >
        {(list) =>
          cardsFor(list.items, null, search).map((card) => (
            <EditableCard key={card.id} card={card} onEdit={() => onEdit(card)} />
          ))
        }
      </QueryView>
    </Stack>
  );
}
