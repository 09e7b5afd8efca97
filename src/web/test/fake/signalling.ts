import type { Ladder } from "../../src/api/types";
import { ago } from "./data";
import { list, ok, type Route } from "./route";

const message = (leg: number, milliseconds: number, sent: boolean, title: string, cSeq: string) => ({
  at: ago(60 - milliseconds / 1000),
  milliseconds,
  leg,
  sent,
  title,
  cSeq,
  text: `${/^\d/.test(title) ? `SIP/2.0 ${title}` : `${title} sip:...42@198.51.100.7:5060 SIP/2.0`}\r
Via: SIP/2.0/UDP 203.0.113.9:5060;branch=z9hG4bK${leg}${milliseconds}\r
From: "..." <sip:...23@203.0.113.9>;tag=9f${leg}\r
To: <sip:...42@198.51.100.7>\r
Call-ID: 4a8f0c2e${leg}\r
CSeq: ${cSeq}\r
Content-Length: 0\r
`,
});

const ladder: Ladder = {
  legs: [
    { party: "Caller", peer: "UDP 203.0.113.9:5060", answer: "200 OK", failed: false, left: 0 },
    { party: "Alex Morgan", peer: "WS 10.0.0.5:51234", answer: "486 Busy Here", failed: true, left: 0 },
    { party: "Priya Shah", peer: "WS 10.0.0.6:51877", answer: "200 OK", failed: false, left: 3 },
  ],
  messages: [
    message(0, 0, false, "INVITE", "1 INVITE"),
    message(0, 2, true, "100 Trying", "1 INVITE"),
    message(0, 9, true, "200 OK", "1 INVITE"),
    message(0, 31, false, "ACK", "1 ACK"),
    message(1, 14_204, true, "INVITE", "1 INVITE"),
    message(1, 14_252, false, "180 Ringing", "1 INVITE"),
    message(1, 17_900, false, "486 Busy Here", "1 INVITE"),
    message(1, 17_901, true, "ACK", "1 ACK"),
    message(2, 17_930, true, "INVITE", "1 INVITE"),
    message(2, 17_981, false, "180 Ringing", "1 INVITE"),
    message(2, 20_411, false, "200 OK", "1 INVITE"),
    message(2, 20_412, true, "ACK", "1 ACK"),
    message(0, 58_020, false, "BYE", "2 BYE"),
    message(0, 58_021, true, "200 OK", "2 BYE"),
  ],
  running: false,
  masked: true,
};

const leg = (n: number, failed: boolean) => ({
  id: `l-${n}`,
  interactionId: `i-${n}`,
  party: ["Caller", "Alex Morgan", "Outside"][n % 3],
  startedAt: ago(60 * n),
  seconds: 58.4 - n,
  answer: failed ? ["486 Busy Here", "480 Temporarily Unavailable", ""][n % 3] : "200 OK",
  failed,
});
const legs = Array.from({ length: 12 }, (_, n) => leg(n, n % 4 === 3));

export const signallingRoutes: Route[] = [
  [
    /^GET \/api\/signalling$/,
    (_s, _b, query) => ok(list(query.get("failedOnly") === "true" ? legs.filter((each) => each.failed) : legs)),
  ],
  [/^GET \/api\/interactions\/([^/]+)\/signalling$/, (_s, _b, _q, id) => ok(id === "i-0" ? none : ladder)],
];

const none: Ladder = { legs: [], messages: [], running: false, masked: true };
