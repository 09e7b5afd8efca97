import { flushSync } from "react-dom";
import type { CallControls, Control } from "../../agents/callControls";
import type { AgentMe } from "../../api/types";
import {
  AlarmIcon,
  HangUpIcon,
  KeypadIcon,
  MuteIcon,
  PauseIcon,
  PhoneIcon,
  PlayIcon,
  TransferIcon,
} from "../../foundation/icons";
import { tell } from "../../foundation/notify";
import { useChords } from "../../foundation/ownKeys";
import { useKeys } from "../../foundation/useKeys";
import { useDeskView } from "../deskView";
import { CallButton } from "./CallButton";

/** The controls of the call in an order that never changes, and their keys, which work from any field. */
export function CallButtons({ agent, controls }: { agent: AgentMe; controls: CallControls }) {
  const view = useDeskView();
  const chords = useChords();
  const { answer, mute, hold, hangUp } = controls;
  const keypad = saying(controls.keypad, () => view.go("dial", "desk-keypad"));
  const transfer = controls.consult
    ? saying(null, () => document.getElementById("desk-complete")?.focus())
    : saying(controls.transfer, () => view.go("transfer", "desk-transfer"));
  const emergency = saying(controls.emergency.why, () => {
    if (view.emergencyAsked) controls.emergency.raise();
    else flushSync(() => view.askEmergency(true));
    document.getElementById("desk-emergency")?.focus();
  });
  useKeys({
    // The phone may ring before the server's word of the call is here: then too the key answers.
    answer: agent.call || !answer.why ? answer.run : () => view.go("dial", "desk-dial"),
    mute: mute.run,
    hold: hold.run,
    keypad: keypad.run,
    transfer: transfer.run,
    emergency: emergency.run,
    hangUp: hangUp.run,
    knowledge: () => view.go("knowledge", "knowledge-search"),
  });
  return (
    <div className="callButtons">
      <CallButton control={answer} words="Answer" keys={chords.answer} icon={<PhoneIcon />} color="teal.9" w={84} />
      <CallButton
        control={mute}
        words={controls.muted ? "Unmute" : "Mute"}
        keys={chords.mute}
        icon={<MuteIcon />}
        pressed={controls.muted && !mute.why}
        w={78}
      />
      <CallButton
        control={hold}
        words={controls.held ? "Resume" : "Hold"}
        keys={chords.hold}
        icon={controls.held ? <PlayIcon /> : <PauseIcon />}
        pressed={controls.held}
        w={78}
      />
      <CallButton control={keypad} words="Keypad" keys={chords.keypad} icon={<KeypadIcon />} w={78} />
      <CallButton control={transfer} words="Transfer" keys={chords.transfer} icon={<TransferIcon />} w={88} />
      <CallButton
        control={emergency}
        words="Emergency"
        keys={chords.emergency}
        icon={<AlarmIcon />}
        pressed={view.emergencyAsked}
        w={112}
      />
      <span className="callButtonsGap" />
      <CallButton control={hangUp} words="Hang up" keys={chords.hangUp} icon={<HangUpIcon />} color="red.9" w={88} />
    </div>
  );
}

/** A control that says why not instead of doing nothing. */
const saying = (why: string | null, doing: () => void): Control => ({ why, run: () => (why ? tell(why) : doing()) });
