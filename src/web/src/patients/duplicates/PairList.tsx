import { Pagination, Stack, Text, UnstyledButton } from "@mantine/core";
import type { Pair } from "../../api/types";
import { dateWords } from "../../foundation/formats";
import { VipMark } from "../VipMark";
import { certaintyWords } from "./pairWords";
import { pairsAtOnce } from "./queries";

interface PairListProps {
  list: { items: Pair[]; total: number };
  chosen: string | undefined;
  onChoose: (id: string) => void;
  page: number;
  onPage: (page: number) => void;
}

/** The queue, the likeliest first. */
export function PairList({ list, chosen, onChoose, page, onPage }: PairListProps) {
  const pages = Math.ceil(list.total / pairsAtOnce);
  return (
    <Stack gap={8}>
      <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: "none" }} aria-label="Pairs">
        {list.items.map((pair) => (
          <li key={pair.id}>
            <UnstyledButton
              className="panel pairChoice"
              w="100%"
              aria-current={pair.id === chosen ? "true" : undefined}
              onClick={() => onChoose(pair.id)}
            >
              <PersonLine person={pair.one} />
              <PersonLine person={pair.other} />
              <Text size="sm" c="dimmed">
                {pair.hidden ? "Hidden until you say why" : certaintyWords(pair.certainty, pair.probability)}
              </Text>
            </UnstyledButton>
          </li>
        ))}
      </Stack>
      {pages > 1 && (
        <Pagination
          total={pages}
          value={page}
          onChange={onPage}
          getItemProps={(n) => ({ "aria-label": `Page ${n}` })}
          getControlProps={(control) => ({ "aria-label": control === "next" ? "Next page" : "Page before" })}
        />
      )}
    </Stack>
  );
}

function PersonLine({ person }: { person: Pair["one"] }) {
  return (
    <Text>
      {person.name}
      <VipMark vip={person.vip} />
      <Text span c="dimmed" inherit>
        {person.bornOn ? `, ${dateWords(person.bornOn)}` : ""}
      </Text>
    </Text>
  );
}
