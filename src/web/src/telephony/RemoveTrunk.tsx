import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Trunk } from "../api/types";
import { api, ask, wordsOf } from "../foundation/api";
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
    <Modal
      opened={trunk !== null}
      onClose={close}
      title={`Remove ${trunk?.name ?? "the trunk"}?`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack gap={12}>
        <Text>New calls from it are refused and none go out by it. Calls that stand go on.</Text>
        {removing.isError && (
          <Text role="alert" c="red.9">
            {wordsOf(removing.error)}
          </Text>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" data-autofocus onClick={close}>
            Keep it
          </Button>
          <Button color="red.9" loading={removing.isPending} onClick={() => trunk && removing.mutate(trunk.name)}>
            Remove
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
