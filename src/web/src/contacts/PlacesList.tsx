import { Badge, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Directory } from "../api/types";
import { Empty, QueryView } from "../foundation/QueryView";
import { agesOf, openWords, scheduleWords } from "../practices/DirectoryLists";
import { directoryQuery } from "../practices/queries";
import type { Dial } from "./dial";
import { holdsWords } from "./find";
import { NumberLine } from "./NumberLine";

interface PlacesListProps {
  practice: string;
  /** What stands in the search field. */
  typed: string;
  dial: Dial | null;
}

/** Which providers' schedules are open to the centre, and where the practice is: read by agents, kept on the page Practices. */
export function PlacesList({ practice, typed, dial }: PlacesListProps) {
  return (
    <QueryView query={useQuery(directoryQuery(practice))} loading="Loading providers and locations">
      {({ providers, locations }) => {
        const people = providers.filter(
          (one) => !one.retired && holdsWords(typed.trim(), [one.name, one.specialty, one.note, one.npi], []),
        );
        const places = locations.filter(
          (one) => !one.retired && holdsWords(typed.trim(), [one.name, one.address, one.note], [one.phone, one.fax]),
        );
        if (people.length + places.length === 0) return <Empty>No provider and no location of these words.</Empty>;
        return (
          <Stack gap={8}>
            {people.map((provider) => (
              <ProviderCard key={provider.id} provider={provider} />
            ))}
            {places.map((place) => (
              <PlaceCard key={place.id} place={place} dial={dial} />
            ))}
          </Stack>
        );
      }}
    </QueryView>
  );
}

function AccessBadge({ access }: { access: Directory["providers"][number]["scheduleNow"] }) {
  return (
    <Badge color={access === "book" ? "teal.9" : "gray.7"} tt="none">
      {access === "book" ? "Schedule open" : access === "view" ? "Schedule to see" : "Schedule closed"}
    </Badge>
  );
}

function ProviderCard({ provider }: { provider: Directory["providers"][number] }) {
  const sees = [provider.acceptsNewPatients ? "Accepts new patients" : "Accepts no new patients", agesOf(provider)];
  return (
    <article className="panel" aria-label={provider.name}>
      <Group gap={8}>
        <Title order={2} fz={16}>
          {provider.name}
        </Title>
        <AccessBadge access={provider.scheduleNow} />
      </Group>
      <Text c="dimmed">{[provider.specialty, provider.npi && `NPI ${provider.npi}`].filter(Boolean).join(", ")}</Text>
      <Text>{scheduleWords(provider)}</Text>
      <Text>{sees.filter(Boolean).join(", ")}</Text>
      {provider.note && <Text>{provider.note}</Text>}
    </article>
  );
}

function PlaceCard({ place, dial }: { place: Directory["locations"][number]; dial: Dial | null }) {
  return (
    <article className="panel" aria-label={place.name}>
      <Group justify="space-between" align="flex-start" gap={8}>
        <div style={{ flex: "1 1 220px", minWidth: 0 }}>
          <Group gap={8}>
            <Title order={2} fz={16}>
              {place.name}
            </Title>
            <AccessBadge access={place.scheduleNow} />
          </Group>
          <Text>{place.address}</Text>
          <Text>{openWords(place)}</Text>
          <Text>Schedules: {scheduleWords(place)}</Text>
          {place.note && <Text>{place.note}</Text>}
        </div>
        <Group gap={6}>
          {place.phone && <NumberLine of={place.name} number={place.phone} dial={dial} />}
          {place.fax && (
            <Group gap={4} wrap="nowrap">
              <Text c="dimmed">Fax</Text>
              <NumberLine of={`fax of ${place.name}`} number={place.fax} />
            </Group>
          )}
        </Group>
      </Group>
    </article>
  );
}
