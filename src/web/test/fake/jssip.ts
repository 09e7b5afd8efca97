import { EventEmitter } from "node:events";
import type { FakeTrack } from "./sound";

interface Media {
  mediaStream: { getAudioTracks(): FakeTrack[] };
  pcConfig: { iceServers: { username?: string }[] };
}

/** One call as the SIP library gives it; the test is the other side. */
export class FakeSession extends EventEmitter {
  answered: Media | null = null;
  ended: { status_code?: number } | null = null;
  readonly digits: string[] = [];
  readonly sentTracks: FakeTrack[] = [];
  counts = { packetsReceived: 0, packetsSent: 0 };
  readonly connection = Object.assign(new EventTarget(), {
    connectionState: "connected",
    getSenders: () => [
      {
        dtmf: { toneBuffer: "", insertDTMF: (digits: string) => this.digits.push(digits) },
        replaceTrack: async (track: FakeTrack) => this.sentTracks.push(track),
      },
    ],
    getStats: async () =>
      new Map([
        ["in", { type: "inbound-rtp", ...this.counts }],
        ["out", { type: "outbound-rtp", ...this.counts }],
      ]),
  });

  // As in the library, it is known to be answered only when the browser has described its sound.
  answer(options: Media) {
    if (this.answered) throw new Error("answered before");
    this.answered = options;
    queueMicrotask(() => this.emit("accepted"));
  }
  isInProgress() {
    return this.answered === null && this.ended === null;
  }
  terminate(options: { status_code?: number } = {}) {
    this.ended = options;
    this.emit("ended");
  }
  isEnded() {
    return this.ended !== null;
  }
  isOnHold() {
    return { local: false, remote: true };
  }
}

/** The SIP library's user agent; the test is the registrar. */
export class FakeUA extends EventEmitter {
  static last: FakeUA | null = null;
  registers = 0;
  unregisters = 0;
  stopped = false;
  password: string;
  private connected = false;

  constructor(
    readonly configuration: { uri: string; password: string; instance_id: string; sockets: { url: string } },
  ) {
    super();
    this.password = configuration.password;
    FakeUA.last = this;
  }
  start() {}
  stop() {
    this.stopped = true;
  }
  isConnected() {
    return this.connected;
  }
  register() {
    this.registers += 1;
  }
  unregister() {
    this.unregisters += 1;
    this.emit("unregistered");
  }
  set(_name: string, value: string) {
    this.password = value;
  }
  call() {
    return new FakeSession();
  }
  connect() {
    this.connected = true;
    this.emit("connected");
  }
  lose() {
    this.connected = false;
    this.emit("disconnected");
  }
  ring(callInfo?: string) {
    const session = new FakeSession();
    this.emit("newRTCSession", { originator: "remote", session, request: { getHeader: () => callInfo } });
    return session;
  }
}
