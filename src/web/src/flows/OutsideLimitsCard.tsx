import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { OutsideLimits } from "../api/types";
import { api, ask } from "../foundation/api";
import { tell, tellFailure, tellUndo } from "../foundation/notify";
import { SettingsCard } from "../foundation/SettingsCard";
import { useCan } from "../identity/session";
import { outsideLimitsQuery } from "./outsideLimits";

const numbers = [
  { key: "callsPerUser", label: "Calls at once, per person", least: 0, most: 50 },
  { key: "callsOfCentre", label: "Calls at once, all", least: 0, most: 10_000 },
  { key: "minutesPerUser", label: "Minutes an hour, per person", least: 0, most: 3_000 },
  { key: "minutesOfCentre", label: "Minutes an hour, all", least: 0, most: 600_000 },
  { key: "dollarsPerUser", label: "Dollars an hour, per person", least: 0, most: 100_000 },
  { key: "dollarsOfCentre", label: "Dollars an hour, all", least: 0, most: 1_000_000 },
] as const;

const lists = [
  { key: "allowed", label: "May be called", description: "How numbers begin, such as +1 or +44" },
  { key: "denied", label: "May not be called", description: "Of these; x is any digit, such as +1xxx976" },
  {
    key: "rates",
    label: "Cents a minute",
    description: "By how numbers begin, +1=1.5 +44=3; others as the dearest",
  },
] as const;

/** Where calls to the outside may go, how many, how long and at what cost. 911, 933 and 988 pass whatever stands here. */
export function OutsideLimitsCard({ limits }: { limits: OutsideLimits }) {
  const queryClient = useQueryClient();
  const put = async (body: OutsideLimits) => {
    await ask(api.PUT("/api/outside-limits", { body }));
    await queryClient.invalidateQueries({ queryKey: outsideLimitsQuery.queryKey });
  };
  const save = useMutation({
    mutationFn: put,
    onSuccess: () =>
      tellUndo("Saved", () => {
        put(limits).then(() => tell("As it was before"), tellFailure);
      }),
  });
  return (
    <SettingsCard
      title="Limits. Calls to 911, 933 and 988 always pass."
      label="Limits of calls to the outside"
      values={limits}
      numbers={numbers}
      lists={lists}
      mayEdit={useCan()("settings.edit")}
      save={save}
    />
  );
}
