import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { PatientList } from "../api/types";
import { tellFailure, tellUndo } from "../foundation/notify";
import { deleteList, listsQuery, restoreList } from "./queries";

interface ListMenuProps {
  list: PatientList;
  onEdit: () => void;
  onCopy: () => void;
  onGone: () => void;
}

/** What can be done with a list itself. */
export function ListMenu({ list, onEdit, onCopy, onGone }: ListMenuProps) {
  const queryClient = useQueryClient();
  const anew = () => queryClient.invalidateQueries({ queryKey: listsQuery.queryKey });
  const remove = useMutation({
    mutationFn: () => deleteList(list.id),
    onSuccess: async () => {
      onGone();
      await anew();
      tellUndo("List deleted", () => void restoreList(list.id).then(anew).catch(tellFailure));
    },
    onError: tellFailure,
  });
  return (
    <>
      {list.mayChange && (
        <Button variant="default" onClick={onEdit}>
          Change
        </Button>
      )}
      <Button variant="default" onClick={onCopy}>
        Copy
      </Button>
      {list.mayChange && (
        <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
          Delete
        </Button>
      )}
    </>
  );
}
