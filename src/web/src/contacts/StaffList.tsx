import { Badge, Button, Checkbox, Group, NumberInput, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Staff, StaffMember } from "../api/types";
import { api, ask, wordsOf } from "../foundation/api";
import { tell } from "../foundation/notify";
import { Empty, QueryView } from "../foundation/QueryView";
import { useCan } from "../identity/session";
import { directoryQuery } from "../practices/queries";
import { type Row, RowDialog } from "../practices/RowForm";
import type { Dial } from "./dial";
import { holdsWords } from "./find";
import { Copy, NumberLine } from "./NumberLine";
import { staffQuery } from "./queries";
import { staffFields } from "./staffFields";

// A choice of none is empty text in the field.
const idOf = (value: Row[string]) => (value ? String(value) : null);

interface StaffListProps {
  practice: string;
  /** What stands in the search field. */
  typed: string;
  dial: Dial | null;
  /** Where people are kept too, by who may. */
  editable: boolean;
  /** Also those who are out of use. */
  retired: boolean;
}

/** The people of a practice: extensions, teams, who reports to whom, and the steering committee. */
export function StaffList({ practice, typed, dial, editable, retired }: StaffListProps) {
  const query = useQuery(staffQuery(practice));
  const places = useQuery(directoryQuery(practice)).data?.locations ?? [];
  const mayEdit = useCan()("practices.edit") && editable;
  const [committee, setCommittee] = useState(false);
  const [editing, edit] = useState<{ id: string | null; row: Row } | null>(null);
  const queryClient = useQueryClient();
  const save = async (id: string | null, row: Row) => {
    const body = { ...row, location: idOf(row.location), user: idOf(row.user), reportsTo: idOf(row.reportsTo) };
    const saved = await ask(
      id
        ? api.PUT("/api/practices/{id}/staff/{one}", { params: { path: { id: practice, one: id } }, body })
        : api.POST("/api/practices/{id}/staff", { params: { path: { id: practice } }, body }),
    );
    queryClient.setQueryData(staffQuery(practice).queryKey, saved);
  };
  const placeOf = ({ location }: StaffMember) => places.find(({ id }) => id === location)?.name;
  return (
    <QueryView query={query} loading="Loading the people">
      {(staff) => {
        const found = staff.items.filter(
          (one) =>
            (!one.retired || retired) &&
            (!committee || one.steeringRole) &&
            holdsWords(
              typed.trim(),
              [one.name, one.title, one.department, one.team, one.steeringRole, placeOf(one), one.extension],
              [one.directNumber],
            ),
        );
        return (
          <Stack gap={8}>
            <Group justify="space-between">
              <Checkbox
                label="Steering committee only"
                checked={committee}
                onChange={(event) => setCommittee(event.currentTarget.checked)}
              />
              {mayEdit && (
                <Group gap={8} align="flex-end">
                  <MostReports practice={practice} staff={staff} />
                  <Button variant="default" onClick={() => edit({ id: null, row: {} })}>
                    Add a person
                  </Button>
                </Group>
              )}
            </Group>
            {found.length === 0 && (
              <Empty>{staff.items.length === 0 ? "Nobody yet." : "Nobody has all these words."}</Empty>
            )}
            {found.map((one) => (
              <Person
                key={one.id}
                person={one}
                staff={staff}
                place={placeOf(one)}
                dial={dial}
                onEdit={mayEdit ? () => edit({ id: one.id, row: { ...one } }) : undefined}
              />
            ))}
            <RowDialog
              title={editing?.id ? "Change the person" : "Add a person"}
              fields={staffFields(staff, places, editing?.id ?? null)}
              row={editing?.row ?? null}
              onSave={(row) => save(editing?.id ?? null, row)}
              onClose={() => edit(null)}
            />
          </Stack>
        );
      }}
    </QueryView>
  );
}

interface PersonProps {
  person: StaffMember;
  staff: Staff;
  place?: string;
  dial: Dial | null;
  onEdit?: () => void;
}

function Person({ person, staff, place, dial, onEdit }: PersonProps) {
  const { name, extension, directNumber, reports, steeringRole, team, title, department } = person;
  const head = staff.items.find(({ id }) => id === person.reportsTo)?.name;
  const lines = [
    [title, department, place, team && `team ${team}`].filter(Boolean).join(", "),
    [
      head && `Reports to ${head}`,
      reports > 0 && `${reports} ${reports === 1 ? "reports" : "report"} to them`,
      steeringRole && `Steering committee: ${steeringRole}`,
    ]
      .filter(Boolean)
      .join(" · "),
  ];
  return (
    <article className="panel" aria-label={name}>
      <Group justify="space-between" align="flex-start" gap={8}>
        <div style={{ flex: "1 1 220px", minWidth: 0 }}>
          <Group gap={6}>
            <Title order={2} fz={16}>
              {name}
            </Title>
            {person.retired && (
              <Badge color="gray.7" tt="none">
                Out of use
              </Badge>
            )}
            {reports > staff.mostReports && (
              <Badge color="red.9" tt="none">
                More than {staff.mostReports} report to them
              </Badge>
            )}
          </Group>
          {lines.filter(Boolean).map((line) => (
            <Text key={line}>{line}</Text>
          ))}
        </div>
        <Group gap={6}>
          {extension && (
            <Group gap={4} wrap="nowrap">
              <Text className="figures">Ext. {extension}</Text>
              <Copy what={extension} label={`Copy the extension, ${name}`} />
            </Group>
          )}
          {directNumber && <NumberLine of={name} number={directNumber} dial={dial} />}
          {onEdit && (
            <Button size="xs" h={32} variant="default" aria-label={`Change ${name}`} onClick={onEdit}>
              Change
            </Button>
          )}
        </Group>
      </Group>
    </article>
  );
}

/** From how many on it is said that too many report to one. */
function MostReports({ practice, staff }: { practice: string; staff: Staff }) {
  const queryClient = useQueryClient();
  const [most, setMost] = useState<number | string>(staff.mostReports);
  const save = useMutation({
    mutationFn: () =>
      ask(api.PUT("/api/practices/{id}", { params: { path: { id: practice } }, body: { mostReports: Number(most) } })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: staffQuery(practice).queryKey });
      tell("The limit is saved");
    },
  });
  return (
    <Group gap={6} align="flex-end" wrap="nowrap">
      <NumberInput
        label="May report to one"
        w={150}
        min={1}
        max={99}
        allowDecimal={false}
        value={most}
        error={save.isError && wordsOf(save.error)}
        onChange={setMost}
      />
      <Button
        variant="default"
        disabled={most === staff.mostReports || most === ""}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        Save
      </Button>
    </Group>
  );
}
