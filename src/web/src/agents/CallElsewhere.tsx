import { Button, Kbd } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { AgentMe } from "../api/types";
import { secondsSince, useNow } from "../foundation/clock";
import { duration } from "../foundation/formats";
import { useChords } from "../foundation/ownKeys";
import { useKeys } from "../foundation/useKeys";
import { usePhone } from "../phone/phone";
import { useCallControls } from "./callControls";
import { agentMeQuery } from "./queries";
import { stateLooks } from "./states";
import { useShown } from "./wishes";

/** The agent's call on pages other than the desk, in the header: the key that answers goes there, and answers what rings. */
export function CallElsewhere() {
  const agent = useQuery(agentMeQuery).data;
  const rings = usePhone().call === "ringing" || agent?.call?.state === "offered";
  return agent && (rings || agent.call) ? <ToDesk agent={agent} rings={rings} /> : null;
}

function ToDesk({ agent: me, rings }: { agent: AgentMe; rings: boolean }) {
  const agent = useShown(me);
  const now = useNow();
  const router = useRouter();
  const chords = useChords();
  const { answer, mute } = useCallControls(agent);
  const look = stateLooks[rings ? "ringing" : agent.state];
  const practice = agent.call?.practice.name ?? "";
  const go = () => {
    if (rings && !answer.why) answer.run();
    void router.navigate({ to: "/desk" });
  };
  useKeys({ answer: go, mute: mute.run });
  return (
    <Button
      h={32}
      px={10}
      flex="none"
      className="callElsewhere"
      bg={look.background}
      c={look.color}
      onClick={go}
      rightSection={<Kbd size="xs">{chords.answer}</Kbd>}
    >
      {rings ? (
        <span>
          Answer<span className="wideOnly"> {practice}</span>
        </span>
      ) : (
        <>
          <span className="wideOnly figures">
            {practice} {duration(secondsSince(agent.call?.since ?? agent.since, now))}, to the desk
          </span>
          <span className="narrowOnly">To the desk</span>
        </>
      )}
    </Button>
  );
}
