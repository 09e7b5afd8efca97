// A browser phone for the journeys: JsSIP as an agent's page uses it, led by the test from outside.
let agent;
let session;
let analyser;

const page = {
  /** What happened, in order. */
  seen: [],

  start({ ws, user, secret, domain, iceServers }) {
    const socket = new JsSIP.WebSocketInterface(ws);
    agent = new JsSIP.UA({ sockets: [socket], uri: `sip:${user}@${domain}`, password: secret, session_timers: false });
    page.iceServers = iceServers ?? [];
    for (const name of ["registered", "unregistered", "registrationFailed", "disconnected"]) {
      agent.on(name, (e) => page.seen.push(e?.cause ? `${name}: ${e.cause}` : name));
    }
    agent.on("newRTCSession", ({ session: next }) => follow(next));
    agent.start();
  },

  call(target) {
    agent.call(target, options());
  },

  answer() {
    session.answer(options());
  },

  hangUp() {
    session.terminate();
  },

  /** JsSIP's own hold: a re-INVITE with sendonly, or inactive. */
  hold(on) {
    return new Promise((done) => (on ? session.hold({}, () => done(true)) : session.unhold({}, () => done(true))) || done(false));
  },

  /** The loudest frequency that is heard now, in hertz; 0 for silence. */
  hears() {
    if (!analyser) {
      return 0;
    }
    const levels = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(levels);
    const loudest = levels.indexOf(Math.max(...levels));
    return levels[loudest] > -70 ? (loudest * analyser.context.sampleRate) / analyser.fftSize : 0;
  },

  /** The kinds of the two ends that audio runs between: host, srflx, prflx or relay. */
  async route() {
    const stats = [...(await session.connection.getStats()).values()];
    const pair = stats.find((s) => s.type === "candidate-pair" && s.nominated && s.state === "succeeded");
    const kind = (id) => stats.find((s) => s.id === id)?.candidateType;
    return pair ? `${kind(pair.localCandidateId)}-${kind(pair.remoteCandidateId)}` : "none";
  },
};

function options() {
  const pcConfig = { iceServers: page.iceServers, iceTransportPolicy: page.relayOnly ? "relay" : "all" };
  return { mediaConstraints: { audio: true, video: false }, pcConfig };
}

function follow(next) {
  session = next;
  page.seen.push(next.direction);
  for (const name of ["accepted", "confirmed", "hold", "unhold", "reinvite"]) {
    next.on(name, (e) => page.seen.push(e?.originator ? `${name} ${e.originator}` : name));
  }
  next.on("ended", (e) => page.seen.push(`ended ${e.originator}: ${e.cause}`));
  next.on("failed", (e) => page.seen.push(`failed ${e.originator}: ${e.cause}`));
  next.on("peerconnection", ({ peerconnection }) => listen(peerconnection));
  if (next.connection) {
    listen(next.connection);
  }
}

function listen(connection) {
  connection.addEventListener("track", ({ track }) => {
    const stream = new MediaStream([track]);
    // Chromium lets a remote stream flow only where an element plays it.
    const audio = document.body.appendChild(document.createElement("audio"));
    audio.autoplay = true;
    audio.srcObject = stream;
    const context = new AudioContext();
    analyser = context.createAnalyser();
    analyser.fftSize = 8192;
    context.createMediaStreamSource(stream).connect(analyser);
  });
}

window.phone = page;
