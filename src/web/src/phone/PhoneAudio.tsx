import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { agentMeQuery } from "../agents/queries";
import { useDeskClaim, useDeskWhereNobodyHasIt } from "./claim";
import { phone, usePhone } from "./phone";

/** The sound of the phone, once in the frame of all pages; runs the phone while this page is the desk of an agent with a browser phone. */
export function PhoneAudio() {
  const voice = useRef<HTMLAudioElement>(null);
  const bell = useRef<HTMLAudioElement>(null);
  const { held, takenOver } = useDeskClaim();
  const { data: me } = useQuery(agentMeQuery);
  const { call, warning } = usePhone();
  const wanted = held && me?.phone.kind === "browser";
  const answerAsked = me?.call?.answerAsked ?? false;
  // A coach is on the phone without a call of their own.
  const state = me?.call?.state ?? (me?.state === "consulting" ? me.state : null);
  const muted = me?.call?.muted ?? false;
  const elsewhere = me?.call?.soundElsewhere ?? false;
  const moved = takenOver && me?.call != null && !elsewhere;

  useDeskWhereNobodyHasIt(me);
  useEffect(() => {
    if (voice.current && bell.current) phone.attach(voice.current, bell.current);
  }, []);
  useEffect(() => (wanted ? phone.start() : phone.stop()), [wanted]);
  useEffect(() => phone.setTakenOver(takenOver), [takenOver]);
  useEffect(() => phone.follow(state), [state]);
  useEffect(() => phone.setSoundElsewhere(elsewhere), [elsewhere]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a call that moves here is muted as it was; later on, the keys say
  useEffect(() => {
    if (call === "talking" && muted) phone.mute(true);
  }, [call]);
  useEffect(() => {
    // The server's goodbye may have been lost with a connection: nobody is at the other end here any more.
    if (moved && call === "talking") phone.hangUp();
  }, [moved, call]);
  useEffect(() => {
    if (answerAsked && call === "ringing") phone.answer();
  }, [answerAsked, call]);
  useEffect(() => (call === "talking" ? askBeforeLeaving() : undefined), [call]);
  useEffect(() => () => phone.stop(), []);

  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: a telephone call has no captions */}
      <audio ref={voice} autoPlay data-phone="voice" />
      {/* biome-ignore lint/a11y/useMediaCaption: a bell has no captions */}
      <audio ref={bell} autoPlay data-phone="bell" />
      <div role="alert" className="visuallyHidden">
        {warning?.words}
      </div>
    </>
  );
}

// A page that is left is not heard until the desk is open again.
function askBeforeLeaving() {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener("beforeunload", ask);
  return () => window.removeEventListener("beforeunload", ask);
}
