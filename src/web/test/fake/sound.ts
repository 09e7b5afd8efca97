import { vi } from "vitest";

/** A microphone's track of no sound; `unplug` is what a pulled cable does. */
export class FakeTrack {
  readonly kind = "audio";
  enabled = true;
  readyState: "live" | "ended" = "live";
  onended: (() => void) | null = null;
  readonly clones: FakeTrack[] = [];

  constructor(
    readonly label: string,
    readonly deviceId: string,
  ) {}
  clone() {
    const made = new FakeTrack(this.label, this.deviceId);
    this.clones.push(made);
    return made;
  }
  stop() {
    this.readyState = "ended";
  }
  unplug() {
    this.readyState = "ended";
    this.onended?.();
  }
  getSettings() {
    return { deviceId: this.deviceId };
  }
}

class FakeStream {
  constructor(private readonly tracks: FakeTrack[]) {}
  getAudioTracks() {
    return this.tracks;
  }
  getTracks() {
    return this.tracks;
  }
}

interface Plugged {
  deviceId: string;
  label: string;
  kind: MediaDeviceKind;
}

const failure = (name: string) => Object.assign(new Error(name), { name });

/** The microphones and speakers of a computer that tests plug in and out; loudness is set, not heard. */
export class FakeSound extends EventTarget {
  plugged: Plugged[] = [];
  refuses: string | null = null;
  loudness = 0.01;
  state: AudioContextState = "running";
  readonly opened: FakeTrack[] = [];

  plug(label: string, kind: MediaDeviceKind = "audioinput") {
    this.plugged.push({ deviceId: `id-${label}`, label, kind });
    return this.changed();
  }
  unplug(label: string) {
    this.plugged = this.plugged.filter((device) => device.label !== label);
    return this.changed();
  }
  get track() {
    return this.opened.at(-1) as FakeTrack;
  }
  async enumerateDevices() {
    return this.plugged;
  }
  async getUserMedia({ audio }: { audio: { deviceId?: { exact: string } } }) {
    if (this.refuses) throw failure(this.refuses);
    const microphones = this.plugged.filter((device) => device.kind === "audioinput");
    const wanted = audio.deviceId?.exact;
    const found = wanted ? microphones.find((device) => device.deviceId === wanted) : microphones[0];
    if (!found) throw failure(wanted ? "OverconstrainedError" : "NotFoundError");
    const track = new FakeTrack(found.label, found.deviceId);
    this.opened.push(track);
    return new FakeStream([track]);
  }
  private changed() {
    this.dispatchEvent(new Event("devicechange"));
  }
}

/** Puts a computer's sound in the place of the browser's. */
export function fakeSound(...microphones: string[]): FakeSound {
  const sound = new FakeSound();
  for (const label of microphones) sound.plug(label);
  const node = () => ({ connect: () => {}, disconnect: () => {}, start: () => {}, stop: () => {}, frequency: {} });
  class FakeAudioContext {
    get state() {
      return sound.state;
    }
    readonly currentTime = 0;
    createMediaStreamSource = node;
    createOscillator = node;
    createGain = () => ({ ...node(), gain: { setValueAtTime: () => {} } });
    createMediaStreamDestination = () => ({ stream: new FakeStream([new FakeTrack("silence", "")]) });
    createAnalyser = () => ({
      ...node(),
      getFloatTimeDomainData: (samples: Float32Array) => samples.fill(sound.loudness),
    });
  }
  vi.stubGlobal("AudioContext", FakeAudioContext);
  vi.stubGlobal("MediaStream", FakeStream);
  Object.defineProperty(navigator, "mediaDevices", { value: sound, configurable: true });
  return sound;
}
