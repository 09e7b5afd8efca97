import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { OrganisationDetail } from "../api/types";
import { api, ask } from "../foundation/api";
import { dateWords } from "../foundation/formats";
import { tellFailure } from "../foundation/notify";
import { QueryView } from "../foundation/QueryView";
import { useCan } from "../identity/session";
import { type Row, RowDialog, type RowField } from "../practices/RowForm";
import { organisationQuery } from "./queries";

type Meeting = OrganisationDetail["meetings"][number];
type Issue = OrganisationDetail["issues"][number];

const meetingFields: RowField[] = [
  { key: "on", label: "Day", description: "One to come is a meeting that is set", kind: "date" },
  { key: "with", label: "With whom", kind: "text", maxLength: 120 },
  { key: "by", label: "Who of us", description: "You, where it is empty", kind: "text", maxLength: 120 },
  {
    key: "agreed",
    label: "What was agreed",
    description: "Nothing about a patient stands here",
    kind: "text",
    maxLength: 800,
  },
  { key: "nextStep", label: "Next step", kind: "text" },
  { key: "nextOn", label: "Done by", kind: "date" },
];

const issueFields: RowField[] = [
  { key: "text", label: "What is wrong", description: "Nothing about a patient stands here", kind: "text" },
  { key: "since", label: "Since", kind: "date" },
  { key: "closedOn", label: "Closed on", kind: "date" },
];

/** What was talked about with a referral partner, and what is open. */
export function PartnerLog({ id }: { id: string }) {
  return (
    <QueryView query={useQuery(organisationQuery(id))} loading="Loading meetings and issues">
      {(detail) => (
        <>
          <Issues id={id} detail={detail} />
          <Meetings id={id} detail={detail} />
        </>
      )}
    </QueryView>
  );
}

function useSaved() {
  const queryClient = useQueryClient();
  return (detail: OrganisationDetail) => {
    queryClient.setQueryData(organisationQuery(detail.organisation.id).queryKey, detail);
    return queryClient.invalidateQueries({ queryKey: ["contacts", detail.organisation.practice] });
  };
}

function Issues({ id, detail }: { id: string; detail: OrganisationDetail }) {
  const mayEdit = useCan()("contacts.edit");
  const [editing, edit] = useState<{ one: string | null; row: Row } | null>(null);
  const saved = useSaved();
  const save = (one: string | null, body: Row) =>
    ask(
      one
        ? api.PUT("/api/organisations/{id}/issues/{one}", { params: { path: { id, one } }, body })
        : api.POST("/api/organisations/{id}/issues", { params: { path: { id } }, body }),
    ).then(saved);
  const close = useMutation({
    mutationFn: ({ id: one, ...issue }: Issue) => save(one, { ...issue, closedOn: detail.today }),
    onError: tellFailure,
  });
  return (
    <>
      <Log
        title="Issues"
        add="Add an issue"
        empty="No issues."
        onAdd={() => edit({ one: null, row: { since: detail.today } })}
      >
        {detail.issues.map((issue) => (
          <li key={issue.id}>
            <Group gap={8}>
              <Text flex="1 1 200px" c={issue.closedOn ? "dimmed" : undefined}>
                {issue.text}. Since {dateWords(issue.since)}
                {issue.closedOn ? `, closed ${dateWords(issue.closedOn)}` : ", open"}
              </Text>
              {mayEdit && !issue.closedOn && (
                <Button
                  size="xs"
                  h={32}
                  variant="default"
                  aria-label={`Close the issue: ${issue.text}`}
                  loading={close.isPending}
                  onClick={() => close.mutate(issue)}
                >
                  Close
                </Button>
              )}
              {mayEdit && (
                <Change of={`issue: ${issue.text}`} onClick={() => edit({ one: issue.id, row: { ...issue } })} />
              )}
            </Group>
          </li>
        ))}
      </Log>
      <RowDialog
        title={editing?.one ? "Change the issue" : "Add an issue"}
        fields={issueFields}
        row={editing?.row ?? null}
        onSave={(row) => save(editing?.one ?? null, row)}
        onClose={() => edit(null)}
      />
    </>
  );
}

function Meetings({ id, detail }: { id: string; detail: OrganisationDetail }) {
  const mayEdit = useCan()("contacts.edit");
  const [editing, edit] = useState<{ one: string | null; row: Row } | null>(null);
  const saved = useSaved();
  const save = (one: string | null, body: Row) =>
    ask(
      one
        ? api.PUT("/api/organisations/{id}/meetings/{one}", { params: { path: { id, one } }, body })
        : api.POST("/api/organisations/{id}/meetings", { params: { path: { id } }, body }),
    ).then(saved);
  return (
    <>
      <Log
        title="Meetings"
        add="Add a meeting"
        empty="No meetings yet."
        onAdd={() => edit({ one: null, row: { on: detail.today } })}
      >
        {detail.meetings.map((meeting) => (
          <li key={meeting.id}>
            <Group gap={8} align="flex-start">
              <MeetingWords meeting={meeting} today={detail.today} />
              {mayEdit && (
                <Change
                  of={`meeting of ${dateWords(meeting.on)}`}
                  onClick={() => edit({ one: meeting.id, row: { ...meeting } })}
                />
              )}
            </Group>
          </li>
        ))}
      </Log>
      <RowDialog
        title={editing?.one ? "Change the meeting" : "Add a meeting"}
        fields={meetingFields}
        row={editing?.row ?? null}
        onSave={(row) => save(editing?.one ?? null, row)}
        onClose={() => edit(null)}
      />
    </>
  );
}

function MeetingWords({ meeting, today }: { meeting: Meeting; today: string }) {
  const next =
    meeting.nextStep && `Next: ${meeting.nextStep}${meeting.nextOn ? `, by ${dateWords(meeting.nextOn)}` : ""}`;
  return (
    <div style={{ flex: "1 1 200px" }}>
      <Text>
        <b>{dateWords(meeting.on)}</b>
        {meeting.on > today && ", set"}, {meeting.by} with {meeting.with}
      </Text>
      {[meeting.agreed, next].filter(Boolean).map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </div>
  );
}

function Change({ of, onClick }: { of: string; onClick: () => void }) {
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

function Log({ title, add, empty, onAdd, children }: LogProps) {
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
