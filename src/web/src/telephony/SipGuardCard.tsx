import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SipGuard } from "../api/types";
import { api, ask } from "../foundation/api";
import { tell, tellFailure, tellUndo } from "../foundation/notify";
import { SettingsCard } from "../foundation/SettingsCard";
import { useCan } from "../identity/session";
import { BlockedSources } from "./BlockedSources";
import { sipGuardQuery } from "./sipGuard";

const lists = [
  { key: "denied", label: "Never heard", description: "Addresses or networks, such as 203.0.113.0/24" },
  { key: "allowedOnly", label: "Only these are heard", description: "Empty: everybody who behaves" },
] as const;

type Lists = Pick<SipGuard, "denied" | "allowedOnly">;

/** From where calls and phones are heard, and who is blocked now. Trunks and phones that have proven a password always are. */
export function SipGuardCard({ guard }: { guard: SipGuard }) {
  const queryClient = useQueryClient();
  const mayEdit = useCan()("settings.edit");
  const before: Lists = { denied: guard.denied, allowedOnly: guard.allowedOnly };
  const put = async (body: Lists) => {
    await ask(api.PUT("/api/sip-guard", { body }));
    await queryClient.invalidateQueries({ queryKey: sipGuardQuery.queryKey });
  };
  const save = useMutation({
    mutationFn: put,
    onSuccess: () =>
      tellUndo("Saved", () => {
        put(before).then(() => tell("As it was before"), tellFailure);
      }),
  });
  return (
    <>
      <SettingsCard
        title="Who is heard. Trunks and phones that are known always are."
        label="Who is heard on the telephone ports"
        values={before}
        lists={lists}
        mayEdit={mayEdit}
        save={save}
      />
      <BlockedSources guard={guard} mayEdit={mayEdit} />
    </>
  );
}
