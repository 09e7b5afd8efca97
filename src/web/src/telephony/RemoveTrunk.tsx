import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Trunk } from "../api/types";
import { api, ask } from "../foundation/api";
import { ConfirmDialog } from "../foundation/ConfirmDialog";
import { tell } from "../foundation/notify";
import { trunksQuery } from "./queries";

interface RemoveTrunkProps {
  /** Null closes it. */
  trunk: Trunk | null;
  onClose: () => void;
}

/** Asks before a trunk goes: its calls are refused from then on. */
export function RemoveTrunk({ trunk, onClose }: RemoveTrunkProps) {
  const queryClient = useQueryClient();
  const removing = useMutation({
    mutationFn: (name: string) => ask(api.DELETE("/api/trunks/{name}", { params: { path: { name } } })),
    onSuccess: async (_, name) => {
      await queryClient.invalidateQueries({ queryKey: trunksQuery.queryKey });
      tell(`${name} is removed`);
      close();
    },
  });
  const close = () => {
    removing.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      title={`Remove ${trunk?.name ?? "the trunk"}?`}
      opened={trunk !== null}
      doing={removing}
      words="Remove"
      grave
      onConfirm={() => trunk && removing.mutate(trunk.name)}
      onClose={close}
    >
      New calls from it are refused and none go out by it. Calls that stand go on.
    </ConfirmDialog>
  );
}
