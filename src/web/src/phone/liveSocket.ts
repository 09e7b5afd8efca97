const askEvery = 1000;
const connectWithin = 5;
const unansweredAllowed = 2;
const question = "\r\n\r\n";
const answer = "\r\n";

/**
 * The WebSocket that the phone speaks SIP over (RFC 7118), in the shape that JsSIP asks of one. A dead network does not close a
 * WebSocket for minutes, so the server is asked every second (RFC 5626 4.4.1) and two unanswered questions are a loss;
 * a server that has never answered one is not judged by it.
 */
export class LiveSocket {
  readonly url: string;
  readonly sip_uri: string;
  via_transport: string;
  onconnect: () => void = () => {};
  ondisconnect: (error: boolean, code?: number, reason?: string) => void = () => {};
  ondata: (data: unknown) => void = () => {};
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private ticks = 0;
  private unanswered = 0;
  private answers = false;

  constructor(url: string) {
    const { protocol, host } = new URL(url);
    this.url = url;
    this.via_transport = protocol === "wss:" ? "WSS" : "WS";
    this.sip_uri = `sip:${host};transport=ws`;
  }

  isConnected() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  isConnecting() {
    return this.socket?.readyState === WebSocket.CONNECTING;
  }

  connect() {
    if (this.socket) return;
    const socket = new WebSocket(this.url, "sip");
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.onconnect();
    socket.onmessage = ({ data }) => this.received(data);
    socket.onclose = ({ wasClean, code, reason }) => this.lost(!wasClean, code, reason);
    this.socket = socket;
    this.ticks = 0;
    this.unanswered = 0;
    this.answers = false;
    this.timer = setInterval(() => this.tick(), askEvery);
  }

  disconnect() {
    clearInterval(this.timer);
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  send(message: string | ArrayBufferLike | Blob | ArrayBufferView) {
    if (!this.isConnected()) return false;
    this.socket?.send(message as string);
    return true;
  }

  private received(data: unknown) {
    if (data !== answer) return this.ondata(data);
    this.answers = true;
    this.unanswered = 0;
  }

  private tick() {
    this.ticks += 1;
    if (this.isConnecting() && this.ticks >= connectWithin) return this.lost(true);
    if (!this.isConnected()) return;
    if (this.answers && this.unanswered >= unansweredAllowed) return this.lost(true);
    this.unanswered += 1;
    this.send(question);
  }

  private lost(error: boolean, code?: number, reason?: string) {
    this.disconnect();
    this.ondisconnect(error, code, reason);
  }
}
