import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { agentMeQuery } from "../agents/queries";
import { saveStateOf } from "../dispositions/drafts";
import { saveWords } from "../dispositions/SaveWords";
import { useNow } from "../foundation/clock";
import { type Chords, useChords } from "../foundation/ownKeys";
import { myDayQuery } from "../reporting/dayQueries";
import { dayWords } from "./dayWords";

const hints = (chords: Chords) =>
  [
    [chords.answer, "answer"],
    [chords.verify, "verify"],
    [chords.disposition, "disposition"],
    [chords.save, "save and next"],
    ["?", "all keys"],
  ]
    .map((hint) => hint.join(" "))
    .join(" · ");

/** The keys used most, whether the notes are saved, and the agent's day. */
export function DeskFooter({ onDesk }: { onDesk: boolean }) {
  useNow();
  const chords = useChords();
  const call = useQuery(agentMeQuery).data?.call;
  const day = useQuery(myDayQuery).data;
  const save = call ? saveStateOf(call.id) : null;
  const failed = save?.kind === "failed";
  return (
    <>
      <Text size="xs" c="dimmed" truncate className="wideOnly">
        {onDesk ? hints(chords) : "? keys"}
      </Text>
      <Text
        size="xs"
        c={failed ? "red.9" : "dimmed"}
        fw={failed ? 700 : 400}
        className="figures"
        truncate
        role={failed ? "alert" : undefined}
      >
        {save && save.kind !== "clean" ? saveWords(save) : ""}
      </Text>
      <Text size="xs" className="figures wideOnly" style={{ whiteSpace: "nowrap" }}>
        {day && <Link to="/my-day">{dayWords(day)}</Link>}
      </Text>
    </>
  );
}
