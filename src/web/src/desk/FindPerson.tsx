import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { agentMeQuery } from "../agents/queries";
import type { PatientRow } from "../api/types";
import { api, ask } from "../foundation/api";
import { tellFailure } from "../foundation/notify";
import { useCan } from "../identity/session";
import { HeaderSearch } from "../patients/HeaderSearch";
import { lookUp } from "../patients/lookUp";
import { isPicked } from "./person/people";
import { deskCallQuery } from "./queries";

/** The search of the header: with a call at hand a person is picked for it, without one they are looked up. */
export function FindPerson({ worksCalls }: { worksCalls: boolean }) {
  const can = useCan();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const onDesk = useLocation({ select: (location) => location.pathname }) === "/desk";
  const call = useQuery({ ...agentMeQuery, enabled: worksCalls }).data?.call;

  const pickFor = async (id: string, patientId: string) => {
    const query = deskCallQuery(id);
    const path = { params: { path: { id } }, body: { patientId } };
    try {
      const picked = isPicked(await queryClient.fetchQuery(query));
      const done = await ask(
        picked ? api.POST("/api/desk/calls/{id}/subjects", path) : api.POST("/api/desk/calls/{id}/bind", path),
      );
      queryClient.setQueryData(query.queryKey, done);
      await navigate({ to: "/desk" });
    } catch (error) {
      tellFailure(error);
    }
  };
  const pick = (person: PatientRow) => {
    if (call) return void pickFor(call.id, person.id);
    lookUp(queryClient, person);
    if (!onDesk) void navigate({ to: "/person" });
  };
  if (!can("patients.search") || !can("patients.read")) return null;
  return <HeaderSearch practice={call?.practice.id} keyTaken={onDesk && Boolean(call)} onPick={pick} />;
}
