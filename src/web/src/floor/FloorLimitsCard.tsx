import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FloorLimits } from "../api/types";
import { api, ask } from "../foundation/api";
import { tell } from "../foundation/notify";
import { SettingsCard } from "../foundation/SettingsCard";
import { useCan } from "../identity/session";
import { usePracticeOptions } from "../routing/queries";
import { floorLimitsQuery } from "./queries";

const numbers = [
  { key: "wrapUpSeconds", label: "Long wrap-up, seconds", least: 10, most: 3600 },
  { key: "holdSeconds", label: "Long hold, seconds", least: 10, most: 3600 },
  { key: "callSeconds", label: "Long call, seconds", least: 60, most: 14_400 },
  { key: "missedOffers", label: "Missed offers", least: 1, most: 20 },
  { key: "longestWaitSeconds", label: "Long wait, seconds", least: 5, most: 3600 },
  { key: "waiting", label: "Many waiting", least: 1, most: 500 },
  { key: "percent", label: "Low service level, %", least: 1, most: 100 },
] as const;

const flag = { key: "showsListening", label: "Agents are told of who only listens" } as const;

type Limits = Omit<FloorLimits, "practiceId">;

/** From where on the floor of a practice shows flags and alerts, and whether agents are told of one who only listens. */
export function FloorLimitsCard({ limits: { practiceId, ...limits } }: { limits: FloorLimits }) {
  const queryClient = useQueryClient();
  const name = usePracticeOptions().find(({ value }) => value === practiceId)?.label ?? "Practice";
  const save = useMutation({
    mutationFn: (body: Limits) =>
      ask(api.PUT("/api/floor/thresholds/{practice}", { params: { path: { practice: practiceId } }, body })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: floorLimitsQuery.queryKey });
      tell("Saved");
    },
  });
  return (
    <SettingsCard
      title={name}
      label={`Floor of ${name}`}
      values={limits}
      numbers={numbers}
      flag={flag}
      mayEdit={useCan()("queues.edit")}
      save={save}
    />
  );
}
