import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LiveSocket } from "../../src/phone/liveSocket";

class FakeWebSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static last: FakeWebSocket;
  readyState = FakeWebSocket.CONNECTING;
  binaryType = "";
  closed = false;
  readonly sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { wasClean: boolean; code: number; reason: string }) => void) | null = null;

  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    FakeWebSocket.last = this;
  }
  send(data: unknown) {
    this.sent.push(data);
  }
  close() {
    this.closed = true;
  }
  open() {
    this.readyState = FakeWebSocket.OPEN;
    this.onopen?.();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeWebSocket);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function connected() {
  const socket = new LiveSocket("wss://kindline.example:8443/sip");
  const lost = vi.fn();
  const heard = vi.fn();
  socket.ondisconnect = lost;
  socket.ondata = heard;
  socket.connect();
  return { socket, lost, heard, wire: FakeWebSocket.last };
}

it("is what the SIP library asks of a socket", () => {
  const { socket, wire } = connected();

  expect(wire.protocol).toBe("sip");
  expect(socket.via_transport).toBe("WSS");
  expect(socket.sip_uri).toBe("sip:kindline.example:8443;transport=ws");
});

it("a server that stops answering is lost within three seconds", () => {
  const { lost, wire } = connected();
  wire.open();
  vi.advanceTimersByTime(1000);
  wire.onmessage?.({ data: "\r\n" });
  vi.advanceTimersByTime(2900);
  expect(lost).not.toHaveBeenCalled();

  vi.advanceTimersByTime(200);

  expect(lost).toHaveBeenCalledOnce();
  expect(wire.closed).toBe(true);
});

it("a server that answers each question is kept, and its answers are nobody's business", () => {
  const { lost, heard, wire } = connected();
  wire.open();
  for (let second = 0; second < 60; second += 1) {
    vi.advanceTimersByTime(1000);
    wire.onmessage?.({ data: "\r\n" });
  }

  expect(lost).not.toHaveBeenCalled();
  expect(heard).not.toHaveBeenCalled();
  expect(wire.sent).toHaveLength(60);
});

it("a server that knows no such question is not judged by it", () => {
  const { lost, heard, wire } = connected();
  wire.open();
  vi.advanceTimersByTime(60_000);
  wire.onmessage?.({ data: "SIP/2.0 200 OK\r\n\r\n" });

  expect(lost).not.toHaveBeenCalled();
  expect(heard).toHaveBeenCalledWith("SIP/2.0 200 OK\r\n\r\n");
});

it("a connection that does not come about is given up after five seconds, and the next try begins anew", () => {
  const { socket, lost } = connected();
  vi.advanceTimersByTime(5000);
  expect(lost).toHaveBeenCalledOnce();

  socket.connect();
  FakeWebSocket.last.open();

  expect(socket.isConnected()).toBe(true);
});

it("says nothing of an end that was asked for", () => {
  const { socket, lost, wire } = connected();
  wire.open();
  socket.disconnect();
  vi.advanceTimersByTime(10_000);

  expect(lost).not.toHaveBeenCalled();
  expect(socket.send("x")).toBe(false);
});
