import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Owed } from "../../api/types";
import { useNow } from "../../foundation/clock";
import { phoneNumber } from "../../foundation/formats";
import { QueryView } from "../../foundation/QueryView";
import { OwedActions } from "../../interactions/OwedActions";
import { OwedDue } from "../../interactions/OwedDue";
import { owedQuery } from "../../interactions/owedQueries";
import { owedKindWords } from "../../interactions/owedWords";

/** The calls that this agent has promised, most urgent first. */
export function OwedTab({ shown }: { shown: boolean }) {
  const query = useQuery({ ...owedQuery({ state: "open", mine: true }), enabled: shown });
  return (
    <Stack gap={8}>
      <Group justify="space-between">
        <Text c="dimmed">Yours: claimed by you, or promised in a wrap-up.</Text>
        <Link to="/owed">Everybody's</Link>
      </Group>
      <QueryView
        query={query}
        loading="Loading what is owed"
        isEmpty={(list) => list.items.length === 0}
        empty="You owe nobody a call."
      >
        {(list) => list.items.map((entry) => <OwedLine key={entry.id} entry={entry} />)}
      </QueryView>
    </Stack>
  );
}

function OwedLine({ entry }: { entry: Owed }) {
  const now = useNow();
  return (
    <Group className="owedLine" gap={8} wrap="nowrap" justify="space-between">
      <div style={{ minWidth: 0 }}>
        <OwedDue entry={entry} now={now} />
        <Text truncate className="figures">
          {[owedKindWords(entry.kind), phoneNumber(entry.number), entry.practice.name, entry.note]
            .filter(Boolean)
            .join(", ")}
        </Text>
      </div>
      <OwedActions entry={entry} />
    </Group>
  );
}
