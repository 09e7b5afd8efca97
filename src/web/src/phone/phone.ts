import { useSyncExternalStore } from "react";
import { api, ask } from "../foundation/api";
import { pauseBefore } from "../foundation/live";
import { AudioTruth, type Fault } from "./audioTruth";
import { holdsDesk } from "./claim";
import { chosenDevice, type DeviceKind, type Devices, listDevices, rememberDevice } from "./devices";
import { type Account, Line } from "./line";
import { Microphone } from "./microphone";
import { ring } from "./ringer";
import { LevelReader, silentTrack } from "./sound";
import { lineWords, warningOf } from "./words";

/** What is wrong with the phone or its sound, and what to do about it. */
export interface PhoneWarning {
  code:
    | "noMicrophone"
    | "micRefused"
    | "headsetPulled"
    | "wrongDevice"
    | "silentMicrophone"
    | "nothingHeard"
    | "talkingWhileMuted"
    | "phoneLost"
    | "soundElsewhere"
    | "takenOver";
  words: string;
}

/** The browser phone as the screens see it. */
export interface Phone {
  kind: "off" | "connecting" | "registered" | "lost";
  call: "none" | "ringing" | "answering" | "talking";
  muted: boolean;
  /** The caller hears music, or either side has put the sound on hold by SIP. */
  held: boolean;
  /** The self-test call runs. */
  testing: boolean;
  /** Loudness of the microphone now, 0 to 1, muted or not; its changes alone draw nothing anew, see `useMicLevel`. */
  readonly micLevel: number;
  warning: PhoneWarning | null;
  /** One line for the header. */
  words: string;
}

const tickEvery = 250;
// TURN credentials end after hours, a desk is open for days.
const renewEvery = 3_600_000;
const echo = "sip:echo@kindline";
const testSeconds = 25;
const audiblePeak = 0.01;
// A call that the server does not know of after so long was cut with it.
const orphanAfter = 4000;

/** The one phone of this page. It registers only while there is a microphone, so that no patient is connected to a dead one. */
class BrowserPhone {
  devices: Devices = { microphones: [], speakers: [] };
  snapshot: Phone;
  level = 0;
  private readonly listeners = new Set<() => void>();
  private readonly truth = new AudioTruth();
  private readonly microphone: Microphone;
  private line: Line | null = null;
  private wanted = false;
  private opening = false;
  private failing = false;
  private fault: Fault | null = null;
  private joined = true;
  private heldByServer = false;
  private inCall = false;
  private known = true;
  private orphanSince: number | null = null;
  private takenOver = false;
  private soundElsewhere = false;
  private speakerGone = false;
  private packets: { received: number; sent: number } | null = null;
  private voice: HTMLAudioElement | null = null;
  private bell: HTMLAudioElement | null = null;
  private stopRing: (() => void) | null = null;
  private echoed: LevelReader | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private renewal: ReturnType<typeof setInterval> | undefined;
  private ticks = 0;

  constructor() {
    this.microphone = new Microphone(
      () => this.changed(),
      (track) => this.line?.replaceTrack(track),
    );
    this.snapshot = this.draw();
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Opens the microphone and registers; stays registered through restarts of the server until `stop`. */
  start() {
    if (this.wanted) return;
    this.wanted = true;
    navigator.mediaDevices?.addEventListener("devicechange", this.devicesChanged);
    this.timer ??= setInterval(() => this.tick(), tickEvery);
    this.renewal ??= setInterval(() => void this.tryLine(), renewEvery);
    void this.openMicrophone();
    void this.openLine();
    this.changed();
  }

  /** Takes no more calls; one that runs is talked to its end. */
  stop() {
    this.wanted = false;
    this.changed();
  }

  answer() {
    this.line?.answer();
  }

  hangUp() {
    this.line?.hangUp();
  }

  /** Silences the microphone of the running call, in this page. */
  mute(on: boolean) {
    if (this.line?.call !== "talking") return;
    this.microphone.muted = on;
    this.changed();
  }

  sendDigit(digit: string) {
    this.line?.sendDigits(digit);
  }

  /** What the server says of the agent's call: only while it talks do both hear each other; held, nothing is heard by design. */
  follow(call: string | null) {
    this.joined = call === "talking";
    this.heldByServer = call === "held";
    this.known = call !== null;
    this.inCall = this.joined || this.heldByServer || call === "consulting";
    this.changed();
  }

  /** Whether the agent's desk was opened at another place. */
  setTakenOver(takenOver: boolean) {
    if (this.takenOver === takenOver) return;
    this.takenOver = takenOver;
    this.changed();
  }

  /** Whether the call at this page's desk is still heard at another place. */
  setSoundElsewhere(elsewhere: boolean) {
    if (this.soundElsewhere === elsewhere) return;
    this.soundElsewhere = elsewhere;
    this.changed();
  }

  /** Where the other side's voice and the ring are played. */
  attach(voice: HTMLAudioElement, bell: HTMLAudioElement) {
    this.voice = voice;
    this.bell = bell;
    void this.applySpeaker();
  }

  /** Takes a microphone or speaker by its id, or the system's with null. */
  choose(deviceId: string | null, kind: DeviceKind = this.kindOf(deviceId)) {
    rememberDevice(kind, deviceId);
    if (kind === "speakers") void this.applySpeaker();
    else void this.openMicrophone();
  }

  /** Calls the server, which plays back what is said to it; rejects with words when the microphone or the way back was silent. */
  async selfTest(): Promise<void> {
    const { line } = this;
    if (line?.registration !== "registered") throw new Error("The phone is not connected.");
    if (line.call !== "none" || line.testing) throw new Error("The phone is in use.");
    line.test(echo);
    const { spoken, heard } = await this.testEnd(line);
    if (!heard) throw new Error("Nothing came back. Look at the speaker and the network.");
    if (!spoken) throw new Error("The microphone heard nothing. Choose another, or look for a switch on its cable.");
  }

  private testEnd(line: Line): Promise<{ spoken: boolean; heard: boolean }> {
    const found = { spoken: false, heard: false };
    const endsAt = performance.now() + testSeconds * 1000;
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        found.spoken ||= (this.microphone.level()?.peak ?? 0) > audiblePeak;
        found.heard ||= (this.echoed?.read()?.peak ?? 0) > audiblePeak;
        if (performance.now() > endsAt) line.hangUp();
        if (line.testing) return;
        clearInterval(timer);
        this.echoed?.close();
        this.echoed = null;
        resolve(found);
      }, tickEvery);
    });
  }

  private kindOf(deviceId: string | null): DeviceKind {
    return this.devices.speakers.some((device) => device.id === deviceId) ? "speakers" : "microphones";
  }

  private async openMicrophone() {
    await this.microphone.open();
    if (!this.wanted && this.line?.call !== "talking") this.microphone.close();
    await this.listDevices();
  }

  private async openLine() {
    if (this.opening) return;
    this.opening = true;
    for (let attempt = 1; this.wanted; attempt += 1) {
      this.failing = !(await this.tryLine());
      this.changed();
      if (!this.failing) break;
      await new Promise((resolve) => setTimeout(resolve, pauseBefore(attempt)));
    }
    this.opening = false;
  }

  private async tryLine() {
    try {
      const account = await fetchAccount();
      if (!this.wanted) return false;
      if (this.line) this.line.signWith(account);
      else this.line = await Line.open(account, this.hooks);
      return true;
    } catch {
      return false; // the server is away, or refuses: the phone is lost until it answers
    }
  }

  private readonly hooks = {
    changed: () => this.changed(),
    hear: (stream: MediaStream) => this.hear(stream),
    speak: () => this.microphone.forCall() ?? silentTrack(),
    renew: async () => (this.wanted && (await holdsDesk()) ? await fetchAccount() : null),
  };

  private hear(stream: MediaStream) {
    if (this.voice) this.voice.srcObject = stream;
    const [track] = stream.getAudioTracks();
    if (this.line?.testing && track) this.echoed = new LevelReader(track);
  }

  private readonly devicesChanged = async () => {
    await this.microphone.devicesChanged();
    await this.listDevices();
    await this.applySpeaker();
  };

  private async listDevices() {
    const { microphones, speakers } = await listDevices();
    this.devices = { microphones, speakers };
    this.changed();
  }

  private async applySpeaker() {
    const id = chosenDevice("speakers") ?? "";
    try {
      await Promise.all([this.voice?.setSinkId?.(id), this.bell?.setSinkId?.(id)]);
      this.speakerGone = false;
    } catch {
      // The chosen one is not there: the system's plays, and the agent is told.
      this.speakerGone = true;
    }
    this.changed();
  }

  private tick() {
    this.microphone.check();
    const line = this.line;
    const level = this.microphone.level();
    this.ticks += 1;
    if (this.ticks % 2 === 0 && line) void line.packets().then((packets) => (this.packets = packets));
    const talking = line?.call === "talking";
    const moment = { talking, joined: this.joined, muted: this.microphone.muted, level, packets: this.packets };
    const now = performance.now();
    // A call may be answered a moment before the server's word of it is here.
    this.orphanSince = talking && !this.known ? (this.orphanSince ?? now) : null;
    if (this.orphanSince !== null && now - this.orphanSince > orphanAfter) line?.hangUp();
    const fault = this.truth.judge(moment, now);
    this.setLevel(level?.rms ?? 0);
    if (fault === this.fault) return;
    this.fault = fault;
    this.changed();
  }

  // A voice at half a metre is about 0.05; the square root spreads it over the meter.
  private setLevel(rms: number) {
    const level = Math.round(Math.min(1, Math.sqrt(rms * 4)) * 20) / 20;
    if (level === this.level) return;
    this.level = level;
    this.notify();
  }

  private changed() {
    this.settle();
    const next = this.draw();
    if (same(next, this.snapshot)) return;
    this.snapshot = next;
    this.notify();
  }

  // What follows from the state: whether to register, what rings, and when a stopped phone is over.
  private settle() {
    const { line, wanted, microphone } = this;
    const idle = !line || (line.call === "none" && !line.testing);
    line?.register(wanted && (microphone.live || !idle));
    this.soundBell(line?.call === "ringing");
    if (idle) {
      microphone.afterCall();
      this.packets = null;
    }
    if (!wanted && line?.call !== "talking") this.close();
  }

  private close() {
    const line = this.line;
    this.line = null;
    line?.close();
    clearInterval(this.timer);
    clearInterval(this.renewal);
    this.timer = this.renewal = undefined;
    navigator.mediaDevices?.removeEventListener("devicechange", this.devicesChanged);
    if (this.microphone.state.kind !== "closed") this.microphone.close();
  }

  private soundBell(rings: boolean) {
    if (rings === (this.stopRing !== null)) return;
    this.stopRing?.();
    this.stopRing = null;
    if (!this.bell) return;
    const bell = rings ? ring() : null;
    this.bell.srcObject = bell?.stream ?? null;
    this.stopRing = bell?.stop ?? null;
  }

  private notify() {
    for (const listener of this.listeners) listener();
  }

  private kind(): Phone["kind"] {
    if (!this.wanted) return "off";
    const broken = ["missing", "refused", "pulled"].includes(this.microphone.state.kind);
    if (this.failing || (broken && this.line?.call !== "talking")) return "lost";
    return this.line?.registration ?? "connecting";
  }

  private draw(): Phone {
    const { line } = this;
    const kind = this.kind();
    const state = {
      kind,
      call: line?.call ?? "none",
      muted: this.microphone.muted,
      held: this.heldByServer || (line?.held ?? false),
      testing: line?.testing ?? false,
    } as const;
    const warning = warningOf({
      takenOver: this.takenOver,
      soundElsewhere: this.soundElsewhere,
      microphone: this.microphone.state,
      fault: this.fault,
      lost: kind === "lost",
      talking: state.call === "talking",
      inCall: state.call === "talking" || this.inCall,
      speakerGone: this.speakerGone,
    });
    const loudness = () => this.level;
    return {
      ...state,
      get micLevel() {
        return loudness();
      },
      warning,
      words: lineWords(state, warning?.code ?? null),
    };
  }
}

const same = (a: Phone, b: Phone) =>
  a.kind === b.kind &&
  a.call === b.call &&
  a.muted === b.muted &&
  a.held === b.held &&
  a.testing === b.testing &&
  a.warning?.code === b.warning?.code &&
  a.warning?.words === b.warning?.words;

// The page's own origin: its session, its certificate and its content security policy hold for the WebSocket too, behind a proxy as well.
async function fetchAccount(): Promise<Account> {
  const { user, secret, domain, addresses, iceServers } = await ask(api.GET("/api/agents/me/phone"));
  const { pathname } = new URL(addresses.ws);
  return {
    user,
    secret,
    domain,
    url: window.location.origin.replace(/^http/, "ws") + pathname,
    iceServers: iceServers.map(({ urls, username, credential }) => ({
      urls,
      username: username ?? undefined,
      credential: credential ?? undefined,
    })),
  };
}

export const phone = new BrowserPhone();

/** The phone's state; draws anew with every change but the microphone's level. */
export const usePhone = (): Phone => useSyncExternalStore(phone.subscribe, () => phone.snapshot);

/** Loudness of the microphone, 0 to 1 in steps of 0.05, four times a second. */
export const useMicLevel = (): number => useSyncExternalStore(phone.subscribe, () => phone.level);

/** What is plugged in. */
export const useDevices = (): Devices => useSyncExternalStore(phone.subscribe, () => phone.devices);
