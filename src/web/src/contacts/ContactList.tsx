import { Stack, Tabs, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Organisation } from "../api/types";
import { Empty, QueryView } from "../foundation/QueryView";
import type { Dial } from "./dial";
import { findContacts, kinds } from "./find";
import { PlacesList } from "./PlacesList";
import { organisationsQuery } from "./queries";
import { StaffList } from "./StaffList";

interface ContactListProps {
  practice: string;
  /** The field's id, where a key brings the focus there. */
  fieldId?: string;
  dial: Dial | null;
  /** Whether people are kept here, by who may. */
  editable?: boolean;
  /** Also those that are out of use. */
  retired?: boolean;
  children: (contact: Organisation) => ReactNode;
}

/** Whom a practice works with, found while one types. */
export function ContactList({
  practice,
  fieldId,
  dial,
  editable = false,
  retired = false,
  children,
}: ContactListProps) {
  const query = useQuery(organisationsQuery(practice));
  const [typed, setTyped] = useState("");
  const [kind, setKind] = useState<string>("all");
  return (
    <Stack gap={8}>
      <TextInput
        id={fieldId}
        type="search"
        aria-label="Search the contacts"
        placeholder="Name, person or number"
        maw={420}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Tabs value={kind} onChange={(next) => setKind(next ?? "all")} variant="pills" aria-label="Kinds of contacts">
        <Tabs.List style={{ flexWrap: "nowrap", overflow: "auto hidden" }}>
          <Tabs.Tab value="all">All</Tabs.Tab>
          {kinds.map(({ value, many }) => (
            <Tabs.Tab key={value} value={value}>
              {many}
            </Tabs.Tab>
          ))}
          <Tabs.Tab value="places">Providers & locations</Tabs.Tab>
          <Tabs.Tab value="people">Our people</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="places" pt={8}>
          {kind === "places" && <PlacesList practice={practice} typed={typed} dial={dial} />}
        </Tabs.Panel>
        <Tabs.Panel value="people" pt={8}>
          {kind === "people" && (
            <StaffList practice={practice} typed={typed} dial={dial} editable={editable} retired={retired} />
          )}
        </Tabs.Panel>
        {["all", ...kinds.map(({ value }) => value)].map((each) => (
          <Tabs.Panel key={each} value={each} pt={8}>
            {each === kind && (
              <QueryView
                query={query}
                loading="Loading the contacts"
                isEmpty={(list) => list.items.length === 0}
                empty="No contacts yet: pharmacies, payers, vendors and who sends patients here."
              >
                {(list) => {
                  const of = list.items.filter(
                    (one) => (retired || !one.retired) && (kind === "all" || one.kind === kind),
                  );
                  const found = findContacts(of, typed);
                  return found.length === 0 ? (
                    <Empty>{of.length === 0 ? "None of this kind yet." : "No contact has all these words."}</Empty>
                  ) : (
                    <Stack gap={8}>{found.map(children)}</Stack>
                  );
                }}
              </QueryView>
            )}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}
