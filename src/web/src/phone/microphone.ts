import { chosenDevice, listDevices, plainLabel } from "./devices";
import { type Level, LevelReader } from "./sound";

export type MicrophoneState =
  | { kind: "closed" }
  | { kind: "asking" }
  | { kind: "live"; label: string; insteadOf: string | null }
  | { kind: "refused" }
  | { kind: "missing"; why: "none" | "busy" | "insecure" }
  | { kind: "pulled"; label: string };

/**
 * The agent's microphone, open from the start of the phone to its end so that a call is answered at once. What goes to a caller is a
 * clone: muting stops the clone, and the raw track still tells whether somebody talks.
 */
export class Microphone {
  state: MicrophoneState = { kind: "closed" };
  private raw: MediaStreamTrack | null = null;
  private sent: MediaStreamTrack | null = null;
  private reader: LevelReader | null = null;
  private isMuted = false;
  private systemLabel: string | null = null;
  private labelsWhenPulled: string[] = [];
  private attempt = 0;

  /** `changed` is told of every new state; `replaced` gets the track to send from now on when it changes during a call. */
  constructor(
    private readonly changed: () => void,
    private readonly replaced: (track: MediaStreamTrack) => void,
  ) {}

  get live() {
    return this.state.kind === "live";
  }

  get muted() {
    return this.isMuted;
  }

  set muted(on: boolean) {
    this.isMuted = on;
    if (this.sent) this.sent.enabled = !on;
  }

  /** Opens the chosen microphone, or the system's where it is not there. */
  async open() {
    const attempt = ++this.attempt;
    if (!navigator.mediaDevices) return this.become({ kind: "missing", why: "insecure" });
    if (this.state.kind === "closed") this.become({ kind: "asking" });
    const chosen = chosenDevice("microphones");
    try {
      const { stream, found } = await request(chosen);
      const [track] = stream.getAudioTracks();
      if (attempt !== this.attempt || !track) return stopAll(stream);
      await this.speakThrough(track, found ? null : "The microphone you chose");
    } catch (error) {
      if (attempt === this.attempt) this.become(refusal(error));
    }
  }

  close() {
    this.attempt += 1;
    this.drop();
    this.become({ kind: "closed" });
  }

  /** The track for a new call, or null while there is no microphone. */
  forCall(): MediaStreamTrack | null {
    this.sent?.stop();
    this.sent = this.live ? (this.raw?.clone() ?? null) : null;
    this.muted = false;
    return this.sent;
  }

  afterCall() {
    this.sent?.stop();
    this.sent = null;
    this.muted = false;
  }

  level(): Level | null {
    return this.reader?.read() ?? null;
  }

  /** A track that was stopped by the page's own browser says so nowhere but here. */
  check() {
    if (this.live && this.raw?.readyState === "ended") void this.pulled();
  }

  /** Something was plugged in or out. */
  async devicesChanged() {
    const { microphones, systemMicrophone } = await listDevices();
    const labels = microphones.map((device) => device.label);
    const state = this.state;
    if (state.kind === "live") {
      if (!labels.includes(state.label)) await this.pulled();
      else if (this.systemLabel && systemMicrophone && systemMicrophone !== this.systemLabel) {
        this.become({ kind: "live", label: systemMicrophone, insteadOf: this.systemLabel });
        this.systemLabel = systemMicrophone;
      }
    } else if (state.kind === "missing") await this.open();
    else if (state.kind === "pulled") await this.pluggedIn(state.label, microphones);
  }

  private async pluggedIn(label: string, microphones: { id: string; label: string }[]) {
    const same = microphones.find((device) => device.label === label);
    const fresh = microphones.find((device) => !this.labelsWhenPulled.includes(device.label));
    const found = same ?? fresh;
    if (!found) return;
    const attempt = ++this.attempt;
    try {
      const { stream } = await request(found.id);
      const [track] = stream.getAudioTracks();
      if (attempt !== this.attempt || !track) return stopAll(stream);
      await this.speakThrough(track, same ? null : label);
    } catch (error) {
      if (attempt === this.attempt) this.become(refusal(error));
    }
  }

  private async speakThrough(track: MediaStreamTrack, insteadOf: string | null) {
    const inCall = this.sent !== null;
    this.drop();
    this.raw = track;
    this.reader = new LevelReader(track);
    track.onended = () => void this.pulled();
    const isSystems = track.getSettings().deviceId === "default";
    this.systemLabel = isSystems ? (await listDevices()).systemMicrophone : null;
    if (inCall) {
      this.sent = track.clone();
      this.sent.enabled = !this.isMuted;
      this.replaced(this.sent);
    }
    const label = plainLabel(track.label) || "Microphone";
    this.become({ kind: "live", label, insteadOf });
  }

  private async pulled() {
    const label = this.state.kind === "live" ? this.state.label : "Microphone";
    this.closeReader();
    this.become({ kind: "pulled", label });
    this.labelsWhenPulled = (await listDevices()).microphones.map((device) => device.label);
    if (await isRefused()) this.become({ kind: "refused" });
  }

  private drop() {
    this.closeReader();
    if (this.raw) this.raw.onended = null;
    this.raw?.stop();
    this.sent?.stop();
    this.raw = this.sent = null;
  }

  private closeReader() {
    this.reader?.close();
    this.reader = null;
  }

  private become(state: MicrophoneState) {
    this.state = state;
    this.changed();
  }
}

async function request(chosen: string | null): Promise<{ stream: MediaStream; found: boolean }> {
  const plain = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  if (chosen) {
    try {
      const audio = { ...plain, deviceId: { exact: chosen } };
      return { stream: await navigator.mediaDevices.getUserMedia({ audio }), found: true };
    } catch (error) {
      if (nameOf(error) !== "OverconstrainedError" && nameOf(error) !== "NotFoundError") throw error;
    }
  }
  return { stream: await navigator.mediaDevices.getUserMedia({ audio: plain }), found: !chosen };
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : "");

function refusal(error: unknown): MicrophoneState {
  const name = nameOf(error);
  if (name === "NotAllowedError" || name === "SecurityError") return { kind: "refused" };
  return { kind: "missing", why: name === "NotReadableError" ? "busy" : "none" };
}

async function isRefused() {
  try {
    return (await navigator.permissions.query({ name: "microphone" })).state === "denied";
  } catch {
    return false; // a browser that knows no such permission
  }
}

function stopAll(stream: MediaStream) {
  for (const track of stream.getTracks()) track.stop();
}
