import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { OrganisationDetail } from "../api/types";
import { useCan } from "../identity/session";
import { organisationQuery } from "./queries";

/** Shows what was saved of a partner, there and in the list. */
export function useSaved() {
  const queryClient = useQueryClient();
  return (detail: OrganisationDetail) => {
    queryClient.setQueryData(organisationQuery(detail.organisation.id).queryKey, detail);
    return queryClient.invalidateQueries({ queryKey: ["contacts", detail.organisation.practice] });
  };
}

export function Change({ of, onClick }: { of: string; onClick: () => void }) {
  return (
    <Button size="xs" h={32} variant="default" aria-label={`Change the ${of}`} onClick={onClick}>
      Change
    </Button>
  );
}

interface LogProps {
  title: string;
  add: string;
  empty: string;
  onAdd: () => void;
  children: ReactNode[];
}

/** One list of what was written down about a partner. */
export function LogPart({ title, add, empty, onAdd, children }: LogProps) {
  const mayEdit = useCan()("contacts.edit");
  return (
    <Stack component="section" aria-label={title} gap={4}>
      <Group justify="space-between">
        <Title order={3}>{title}</Title>
        {mayEdit && (
          <Button size="xs" h={32} variant="default" onClick={onAdd}>
            {add}
          </Button>
        )}
      </Group>
      {children.length === 0 ? <Text c="dimmed">{empty}</Text> : <ul className="plainList">{children}</ul>}
    </Stack>
  );
}
