import { useHotkeys } from "@mantine/hooks";
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
import { useDeskView } from "../deskView";
import { byPlace, keys } from "../keys";
import { CallButton } from "./CallButton";

/** The controls of the call in an order that never changes, and their keys, which work from any field. */
export function CallButtons({ agent, controls }: { agent: AgentMe; controls: CallControls }) {
  const view = useDeskView();
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
  useHotkeys(
    [
      [keys.answer.hotkey, agent.call ? answer.run : () => view.go("dial", "desk-dial")],
      [keys.mute.hotkey, mute.run],
      [keys.hold.hotkey, hold.run],
      [keys.keypad.hotkey, keypad.run],
      [keys.transfer.hotkey, transfer.run],
      [keys.emergency.hotkey, emergency.run, byPlace],
      [keys.hangUp.hotkey, hangUp.run],
      [keys.knowledge.hotkey, () => view.go("knowledge", "desk-tab-knowledge")],
    ],
    [],
  );
  return (
    <div className="callButtons">
      <CallButton control={answer} words="Answer" keys={keys.answer.shown} icon={<PhoneIcon />} color="teal.9" w={84} />
      <CallButton
        control={mute}
        words={controls.muted ? "Unmute" : "Mute"}
        keys={keys.mute.shown}
        icon={<MuteIcon />}
        pressed={controls.muted && !mute.why}
        w={78}
      />
      <CallButton
        control={hold}
        words={controls.held ? "Resume" : "Hold"}
        keys={keys.hold.shown}
        icon={controls.held ? <PlayIcon /> : <PauseIcon />}
        pressed={controls.held}
        w={78}
      />
      <CallButton control={keypad} words="Keypad" keys={keys.keypad.shown} icon={<KeypadIcon />} w={78} />
      <CallButton control={transfer} words="Transfer" keys={keys.transfer.shown} icon={<TransferIcon />} w={88} />
      <CallButton
        control={emergency}
        words="Emergency"
        keys={keys.emergency.shown}
        icon={<AlarmIcon />}
        pressed={view.emergencyAsked}
        w={112}
      />
      <span className="callButtonsGap" />
      <CallButton
        control={hangUp}
        words="Hang up"
        keys={keys.hangUp.shown}
        icon={<HangUpIcon />}
        color="red.9"
        w={88}
      />
    </div>
  );
}

/** A control that says why not instead of doing nothing. */
const saying = (why: string | null, doing: () => void): Control => ({ why, run: () => (why ? tell(why) : doing()) });
