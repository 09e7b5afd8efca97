import { Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { PortalButton } from "../../contacts/PortalButton";
import { api, ask } from "../../foundation/api";
import { tellFailure } from "../../foundation/notify";
import type { PersonOnFile } from "../record/recordWords";
import type { Ground } from "../record/saving";
import { coverageAnswers } from "./CoverageAnswer";
import { openInNewTab } from "./newTab";

/** Ways into other systems: those of the practice, opened at this person, and the portals of their payers. */
export function PersonLinks({ person, ground }: { person: PersonOnFile; ground: Ground }) {
  const { patientId, links } = person;
  const portals = coverageAnswers(person).flatMap(({ place, coverage: { payer } }) =>
    payer?.portalLink ? [{ place, name: payer.name, practice: payer.practice, link: payer.portalLink }] : [],
  );
  const open = useMutation({
    // The address names the patient: it goes to the tab and is kept nowhere, in no cache of answers either.
    mutationFn: async (linkId: string) => {
      const path = { params: { path: { id: patientId, linkId } }, body: ground };
      openInNewTab((await ask(api.POST("/api/patients/{id}/links/{linkId}", path))).url);
    },
    onError: tellFailure,
  });
  if (links.length === 0 && portals.length === 0) return null;
  return (
    <Group component="section" aria-label="Other systems" gap={6} my={6} align="flex-start">
      {links.map(({ id, name, whyNot }) => (
        <div key={id}>
          <Button
            size="xs"
            h={32}
            px={8}
            variant="default"
            disabled={Boolean(whyNot)}
            aria-describedby={whyNot ? `why-${id}` : undefined}
            loading={open.isPending && open.variables === id}
            onClick={() => open.mutate(id)}
          >
            Open {name}
          </Button>
          {whyNot && (
            <Text id={`why-${id}`} size="xs" c="dimmed">
              {whyNot}
            </Text>
          )}
        </div>
      ))}
      {portals.map(({ place, name, ...portal }) => (
        <Group key={place} gap={4}>
          <Text c="dimmed">{name}</Text>
          <PortalButton of={name} {...portal} />
        </Group>
      ))}
    </Group>
  );
}
