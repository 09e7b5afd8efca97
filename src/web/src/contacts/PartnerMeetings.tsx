import { Group, Text } from "@mantine/core";
import { useState } from "react";
import type { OrganisationDetail } from "../api/types";
import { api, ask } from "../foundation/api";
import { dateWords } from "../foundation/formats";
import { useCan } from "../identity/session";
import { type Row, RowDialog, type RowField } from "../practices/RowForm";
import { Change, LogPart, useSaved } from "./LogPart";

type Meeting = OrganisationDetail["meetings"][number];

const fields: RowField[] = [
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

/** Meetings with a partner, held and set. */
export function PartnerMeetings({ id, detail }: { id: string; detail: OrganisationDetail }) {
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
      <LogPart
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
      </LogPart>
      <RowDialog
        title={editing?.one ? "Change the meeting" : "Add a meeting"}
        fields={fields}
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
