import type { Level } from "./sound";

/** What can be known of the sound at one moment. */
export interface Moment {
  /** A call has been answered on this phone. */
  talking: boolean;
  /** The server says that both sides should hear each other now: not held, not waiting. */
  joined: boolean;
  muted: boolean;
  /** Of the raw microphone, muted or not; null where it cannot be read. */
  level: Level | null;
  /** Packets of the call so far; null where they cannot be read. */
  packets: { received: number; sent: number } | null;
}

export type Fault = "nothingHeard" | "nothingSent" | "talkingWhileMuted" | "silentMicrophone";

const flowWithin = 2000;
const silentAfter = 2500;
const silentPeak = 0.0001;
const voiceRms = 0.02;
const voiceMoments = 2;
const mutedWordsStay = 3000;

/** When something last was as it should be; started anew when a call or its talk begins. */
interface Seen {
  at: number;
  count: number;
}

/** Tells within three seconds when one side of a call cannot be heard. Fed at least twice a second with the time in milliseconds. */
export class AudioTruth {
  private received: Seen | null = null;
  private sent: Seen | null = null;
  private soundAt: number | null = null;
  private voices = 0;
  private talkedMutedAt: number | null = null;

  judge(moment: Moment, now: number): Fault | null {
    if (!moment.talking) {
      this.forget();
      return null;
    }
    const oneWay = this.oneWay(moment, now);
    return oneWay ?? this.muted(moment, now) ?? this.silent(moment, now);
  }

  private forget() {
    this.received = this.sent = null;
    this.soundAt = this.talkedMutedAt = null;
    this.voices = 0;
  }

  private oneWay({ joined, packets }: Moment, now: number): Fault | null {
    if (!joined || !packets) {
      this.received = this.sent = null;
      return null;
    }
    this.received = grown(this.received, packets.received, now);
    this.sent = grown(this.sent, packets.sent, now);
    if (now - this.received.at >= flowWithin) return "nothingHeard";
    return now - this.sent.at >= flowWithin ? "nothingSent" : null;
  }

  private muted({ muted, level }: Moment, now: number): Fault | null {
    if (!muted) {
      this.voices = 0;
      this.talkedMutedAt = null;
      return null;
    }
    this.voices = level && level.rms >= voiceRms ? this.voices + 1 : 0;
    if (this.voices >= voiceMoments) this.talkedMutedAt = now;
    const talked = this.talkedMutedAt !== null && now - this.talkedMutedAt <= mutedWordsStay;
    return talked ? "talkingWhileMuted" : null;
  }

  // A room is never this quiet: a switch on the cable, or a microphone that is dead.
  private silent({ muted, level }: Moment, now: number): Fault | null {
    if (muted || !level || level.peak > silentPeak) this.soundAt = now;
    this.soundAt ??= now;
    return now - this.soundAt >= silentAfter ? "silentMicrophone" : null;
  }
}

const grown = (before: Seen | null, count: number, now: number): Seen =>
  before && before.count === count ? before : { at: now, count };
