import { Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { OrganisationDetail } from "../api/types";
import { api, ask } from "../foundation/api";
import { dateWords } from "../foundation/formats";
import { tellFailure } from "../foundation/notify";
import { useCan } from "../identity/session";
import { type Row, RowDialog, type RowField } from "../practices/RowForm";
import { Change, LogPart, useSaved } from "./LogPart";

type Issue = OrganisationDetail["issues"][number];

const fields: RowField[] = [
  { key: "text", label: "What is wrong", description: "Nothing about a patient stands here", kind: "text" },
  { key: "since", label: "Since", kind: "date" },
  { key: "closedOn", label: "Closed on", kind: "date" },
];

/** What stands between us and a partner. */
export function PartnerIssues({ id, detail }: { id: string; detail: OrganisationDetail }) {
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
      <LogPart
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
      </LogPart>
      <RowDialog
        title={editing?.one ? "Change the issue" : "Add an issue"}
        fields={fields}
        row={editing?.row ?? null}
        onSave={(row) => save(editing?.one ?? null, row)}
        onClose={() => edit(null)}
      />
    </>
  );
}
