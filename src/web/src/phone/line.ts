import type { UA } from "jssip";
import type { IceCandidateEvent, RTCSession } from "jssip/lib/RTCSession";
import type { RTCSessionEvent } from "jssip/lib/UA";
import { pauseBefore } from "../foundation/live";
import { LiveSocket } from "./liveSocket";

/** What the server gives a phone to register with. */
export interface Account {
  user: string;
  secret: string;
  domain: string;
  /** Of the WebSocket, absolute. */
  url: string;
  iceServers: RTCIceServer[];
}

export interface LineHooks {
  /** Registration, call or hold changed. */
  changed: () => void;
  /** The other side's voice. */
  hear: (stream: MediaStream) => void;
  /** The agent's voice for a call that is answered now. */
  speak: () => MediaStreamTrack;
  /** The account after a refusal, or null where this page is the agent's desk no longer. */
  renew: () => Promise<Account | null>;
}

// RFC 5626 4.1: the same for as long as the page lives, so that a new registration takes the place of the old.
const instance = crypto.randomUUID?.();

// Candidates that come later than this are learnt from their own checks (RFC 8445 7.3.1.3); an unreachable TURN server costs no seconds.
const gatherWithin = 300;
const digitMilliseconds = 120;
const earlyPress = 3000;

/** One SIP account in this page: registers, and holds at most one call. */
export class Line {
  registration: "connecting" | "registered" | "lost" = "connecting";
  call: "none" | "ringing" | "answering" | "talking" = "none";
  testing = false;
  held = false;
  private session: RTCSession | null = null;
  // Counts connections: the server that a call began with may be gone, and what it knew of the call with it.
  private connections = 0;
  private begunAt = 0;
  private answerUntil = 0;
  private wanted = false;
  private attempt = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;

  private constructor(
    private readonly ua: UA,
    private account: Account,
    private readonly hooks: LineHooks,
  ) {
    ua.on("connected", () => this.connected());
    ua.on("disconnected", () => this.become("lost"));
    ua.on("registered", () => {
      this.attempt = 0;
      this.become("registered");
    });
    ua.on("unregistered", () => this.become("lost"));
    ua.on("registrationFailed", () => this.refused());
    ua.on("newRTCSession", ({ originator, session, request }: RTCSessionEvent) => {
      if (originator === "remote") this.rung(session, request.getHeader("Call-Info"));
    });
    ua.start();
  }

  /** The library is fetched by those who phone, not by every page. */
  static async open(account: Account, hooks: LineHooks): Promise<Line> {
    const { UA } = await import("jssip");
    const ua = new UA({
      sockets: new LiveSocket(account.url),
      uri: `sip:${account.user}@${account.domain}`,
      password: account.secret,
      instance_id: instance,
      user_agent: "Kindline",
      register: false,
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 10,
      // A refresh that fails ends a call; a call goes on without the server for as long as its sound does.
      session_timers: false,
    });
    return new Line(ua, account, hooks);
  }

  /** Registers, or takes the registration back. A call that runs is not touched. */
  register(wanted: boolean) {
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    clearTimeout(this.retry);
    if (!this.ua.isConnected()) return;
    if (wanted) {
      this.become("connecting");
      this.ua.register();
    } else this.ua.unregister();
  }

  /** With what the next call is made and the next registration signed. */
  signWith(account: Account) {
    this.account = account;
    this.ua.set("password", account.secret);
  }

  close() {
    this.wanted = false;
    clearTimeout(this.retry);
    this.ua.stop();
  }

  /** Answers what rings; the screen may show a call a moment before it does. A second press finds the answer on its way. */
  answer() {
    if (this.call === "none") this.answerUntil = performance.now() + earlyPress;
    if (this.call !== "ringing" || !this.session?.isInProgress()) return;
    this.session.answer(this.media());
    this.call = "answering";
    this.hooks.changed();
  }

  hangUp() {
    if (this.session && !this.session.isEnded()) this.session.terminate();
  }

  /** One or more of 0-9, A-D, * and # as telephone events (RFC 4733). */
  sendDigits(digits: string) {
    if (this.call !== "talking") return;
    const [sender] = this.session?.connection.getSenders() ?? [];
    if (sender?.dtmf) sender.dtmf.insertDTMF(sender.dtmf.toneBuffer + digits, digitMilliseconds);
  }

  /** Calls a service of the server that plays the voice back; ends by `hangUp` or by the server. */
  test(target: string) {
    if (this.session) return;
    const session = this.ua.call(target, this.media());
    this.testing = true;
    this.take(session);
    this.listen(session.connection);
  }

  replaceTrack(track: MediaStreamTrack) {
    for (const sender of this.session?.connection?.getSenders() ?? []) void sender.replaceTrack(track);
  }

  /** Packets of the call's sound so far. */
  async packets(): Promise<{ received: number; sent: number } | null> {
    const connection = this.session?.connection;
    if (!connection || connection.connectionState === "closed") return null;
    const count = { received: 0, sent: 0 };
    for (const line of (await connection.getStats()).values()) {
      if (line.type === "inbound-rtp") count.received += line.packetsReceived ?? 0;
      if (line.type === "outbound-rtp") count.sent += line.packetsSent ?? 0;
    }
    return count;
  }

  private media() {
    return {
      mediaStream: new MediaStream([this.hooks.speak()]),
      pcConfig: { iceServers: this.account.iceServers },
    };
  }

  private connected() {
    this.connections += 1;
    if (this.wanted) this.ua.register();
  }

  private refused() {
    this.become("lost");
    this.attempt += 1;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.registerAnew(), pauseBefore(this.attempt));
  }

  private async registerAnew() {
    if (!this.wanted || !this.ua.isConnected()) return;
    try {
      const account = await this.hooks.renew();
      if (!account || !this.wanted) return;
      this.signWith(account);
    } catch {
      return this.refused(); // the server answers nothing yet
    }
    this.ua.register();
  }

  private rung(session: RTCSession, callInfo: string | undefined) {
    if (this.session && !this.testing && this.begunAt === this.connections) {
      return session.terminate({ status_code: 486 });
    }
    this.drop();
    this.call = "ringing";
    this.take(session);
    session.on("peerconnection", ({ peerconnection }) => this.listen(peerconnection));
    const pressed = performance.now() < this.answerUntil;
    this.answerUntil = 0;
    if (pressed || /answer-after=0/.test(callInfo ?? "")) this.answer();
  }

  // A self-test, or a call that the server has forgotten.
  private drop() {
    const session = this.session;
    this.session = null;
    if (session && !session.isEnded()) session.terminate();
    this.testing = false;
  }

  private take(session: RTCSession) {
    this.session = session;
    this.begunAt = this.connections;
    this.held = false;
    const mine = (then: () => void) => () => {
      if (this.session !== session) return;
      then();
      this.hooks.changed();
    };
    const ended = mine(() => {
      this.session = null;
      this.call = "none";
      this.testing = this.held = false;
    });
    session.once("icecandidate", ({ ready }: IceCandidateEvent) => void setTimeout(ready, gatherWithin));
    session.on(
      "accepted",
      mine(() => {
        if (!this.testing) this.call = "talking";
      }),
    );
    session.on("ended", ended);
    session.on("failed", ended);
    const holdChanged = mine(() => {
      const { local, remote } = session.isOnHold();
      this.held = local || remote;
    });
    session.on("hold", holdChanged);
    session.on("unhold", holdChanged);
    this.hooks.changed();
  }

  private listen(connection: RTCPeerConnection) {
    connection.addEventListener("track", ({ track }) => this.hooks.hear(new MediaStream([track])));
  }

  private become(registration: Line["registration"]) {
    this.registration = registration;
    this.hooks.changed();
  }
}
