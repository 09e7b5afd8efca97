import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { BulkField, PatientList } from "../../api/types";
import { Page } from "../../foundation/Page";
import { ChangeForm, type Choice } from "./ChangeForm";
import { ChangePreview } from "./ChangePreview";

interface ChangePeopleProps {
  list: PatientList;
  /** Who was chosen in the table. */
  picked: string[];
  /** How many are on the list, where that is known. */
  total: number | undefined;
  onClose: () => void;
}

/** Changes people of a list in three steps: whom and what, what it would do, and the result on a page of its own. */
export function ChangePeople({ list, picked, total, onClose }: ChangePeopleProps) {
  const navigate = useNavigate();
  const [choice, choose] = useState<Choice>({ all: picked.length === 0, field: "", value: "" });
  const [shown, show] = useState<BulkField | null>(null);
  return (
    <Page title="List" heading={`Change people of ${list.name}`} permission="patients.bulk">
      {shown ? (
        <ChangePreview
          wanted={{
            list: list.id,
            people: choice.all ? null : picked,
            field: choice.field,
            value: choice.field === "doNotCall" ? "yes" : choice.value.trim() || null,
          }}
          field={shown}
          onBack={() => show(null)}
          onStarted={(change) => void navigate({ to: "/lists/changes", search: { change } })}
        />
      ) : (
        <ChangeForm
          list={list}
          picked={picked.length}
          total={total}
          choice={choice}
          onChoose={choose}
          onPreview={show}
          onClose={onClose}
        />
      )}
    </Page>
  );
}
