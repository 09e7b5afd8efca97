import { Button, Kbd } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { ending } from "../../agents/callControls";
import { agentMeQuery } from "../../agents/queries";
import type { AgentMe, CurrentCall, Subject } from "../../api/types";
import type { WrapUpDraft } from "../../dispositions/draft";
import { dropDraft } from "../../dispositions/drafts";
import { tell, tellFailure } from "../../foundation/notify";
import { useChords } from "../../foundation/ownKeys";
import { useKeys } from "../../foundation/useKeys";
import { useDeskView } from "../deskView";
import { nextOf } from "./NextChoice";

/** What is missing, without a name: a notification is read by whoever stands behind. Null where every person has a disposition. */
export function missingWords(subjects: Subject[]): string | null {
  const missing = subjects.filter(({ disposition }) => !disposition).length;
  if (missing === 0 && subjects.length > 0) return null;
  const who =
    subjects.length > 1 ? `${missing} of ${subjects.length} people have no disposition` : "No disposition is chosen";
  return `${who}. Press again to save without`;
}

interface SaveAndNextProps {
  agent: AgentMe;
  call: CurrentCall;
  draft: WrapUpDraft;
}

const isOver = ({ state }: CurrentCall) => state === "wrapUp" || state === "ended";

const stillRuns = "Saved. The call still runs: hang up, then save and go on";

/** Ends the wrap-up and goes on to the chosen state. While the call runs it saves; when saving fails nothing is lost and nobody becomes ready. */
export function SaveAndNext({ agent, call, draft }: SaveAndNextProps) {
  const { showPerson } = useDeskView();
  const queryClient = useQueryClient();
  const chords = useChords();
  const ended = isOver(call);
  const next = nextOf(agent);
  const save = useMutation({
    scope: ending,
    mutationFn: async () => {
      if (!ended) {
        await draft.flush();
        // The page may learn of the end a moment after it.
        const { call: now } = await queryClient.fetchQuery({ ...agentMeQuery, staleTime: 0 });
        if (now?.id === call.id && !isOver(now)) return false;
      }
      await draft.finish({ nextState: next.state, nextReason: next.reason });
      return true;
    },
    onSuccess: (finished) => {
      if (!finished) return tell(stillRuns);
      dropDraft(call.id);
      showPerson(0);
      void queryClient.invalidateQueries({ queryKey: ["calls"] });
      void queryClient.invalidateQueries({ queryKey: ["owed"] });
      void queryClient.invalidateQueries({ queryKey: ["me"] });
    },
    onError: tellFailure,
  });
  // Asked once; whoever presses again, or chooses one, goes on.
  const warned = useRef<string | null>(null);
  const submit = () => {
    if (save.isPending) return;
    const missing = missingWords(draft.snapshot().fields.subjects);
    if (missing && missing !== warned.current) {
      warned.current = missing;
      return tell(missing);
    }
    save.mutate();
  };
  useKeys({ save: submit });
  return (
    <Button
      h={40}
      px={12}
      flex="none"
      loading={save.isPending}
      variant={ended ? "filled" : "default"}
      onClick={submit}
      rightSection={<Kbd size="xs">{chords.save}</Kbd>}
    >
      {ended ? "Save and next" : "Save"}
    </Button>
  );
}
