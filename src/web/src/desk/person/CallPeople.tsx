import { Stack } from "@mantine/core";
import { useState } from "react";
import { flushSync } from "react-dom";
import type { DeskCall } from "../../api/types";
import { api, ask } from "../../foundation/api";
import { useKeys } from "../../foundation/useKeys";
import { useDeskView } from "../deskView";
import { useDeskCallChange } from "../queries";
import { PersonTabs } from "./PersonTabs";
import { PersonView } from "./PersonView";
import { PickPerson } from "./PickPerson";
import { isPicked, peopleOf } from "./people";

/** The persons of one call: the one in front, or the choice of who it is. */
export function CallPeople({ call }: { call: DeskCall }) {
  const { person: index, showPerson, revealPerson } = useDeskView();
  const [picking, setPicking] = useState<"first" | "another" | null>(null);
  const people = peopleOf(call);
  const inFront = people[Math.min(index, people.length - 1)];
  const path = { params: { path: { id: call.id } } };

  const pick = useDeskCallChange(call.id, async (patientId: string) => {
    const body = { patientId };
    if (picking !== "another") return ask(api.POST("/api/desk/calls/{id}/bind", { ...path, body }));
    await ask(api.POST("/api/desk/calls/{id}/subjects", { ...path, body }));
    showPerson(people.length);
  });
  const leave = useDeskCallChange(call.id, async (patientId: string) => {
    if (people.length > 1) {
      const params = { path: { id: call.id, patientId } };
      await ask(api.DELETE("/api/desk/calls/{id}/subjects/{patientId}", { params }));
      showPerson(0);
    } else {
      if (isPicked(call)) await ask(api.POST("/api/desk/calls/{id}/unbind", path));
      setPicking("first");
    }
  });
  const search = () => {
    revealPerson();
    flushSync(() => setPicking(picking ?? (isPicked(call) ? "another" : "first")));
    document.getElementById("desk-search")?.focus();
  };
  useKeys({ search });

  const choosing = picking !== null || !inFront?.patientId;
  return (
    <Stack gap={6}>
      <PersonTabs subjects={people} onAdd={isPicked(call) ? () => setPicking("another") : undefined} />
      {choosing ? (
        <PickPerson
          call={call}
          another={picking === "another"}
          comes={picking !== null}
          onPick={(patientId) => pick.mutate(patientId, { onSuccess: () => setPicking(null) })}
          onDone={() => setPicking(null)}
          mayReturn={Boolean(inFront?.patientId)}
        />
      ) : (
        <PersonView
          key={inFront.patientId}
          call={call}
          subject={inFront}
          picked={isPicked(call)}
          justPicked={pick.variables === inFront.patientId}
          onLeave={() => inFront.patientId && leave.mutate(inFront.patientId)}
        />
      )}
    </Stack>
  );
}
