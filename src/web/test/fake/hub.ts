import type { IncomingMessage, ServerResponse } from "node:http";

const end = "\u001e";

/** SignalR over long polling, enough for a client to connect and stay: negotiate, handshake, pings. */
export function hub() {
  let waiting: ServerResponse | undefined;
  let first = true;
  const answer = (text: string) => {
    waiting?.end(text);
    waiting = undefined;
  };
  setInterval(() => answer(`{"type":6}${end}`), 10_000).unref();
  return (request: IncomingMessage, response: ServerResponse, url: URL) => {
    if (url.pathname.endsWith("/negotiate")) {
      first = true;
      response.setHeader("Content-Type", "application/json");
      const availableTransports = [{ transport: "LongPolling", transferFormats: ["Text"] }];
      response.end(
        JSON.stringify({ connectionId: "1", connectionToken: "1", negotiateVersion: 1, availableTransports }),
      );
    } else if (request.method === "GET") {
      if (first) {
        first = false;
        response.end();
      } else waiting = response;
    } else if (request.method === "POST") {
      request.on("data", (chunk) => {
        if (String(chunk).includes("protocol")) setTimeout(() => answer(`{}${end}`), 100);
      });
      request.on("end", () => response.end());
    } else response.end();
  };
}
