import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FakeUA } from "../fake/jssip";
import { type FakeSound, fakeSound } from "../fake/sound";

vi.mock("jssip", async () => ({ UA: (await import("../fake/jssip")).FakeUA }));

const account = {
  kind: "browser",
  user: "agent1",
  secret: "first-secret",
  domain: "kindline",
  addresses: { udp: "", tcp: "", tls: null, ws: "ws://10.0.0.5:5080/sip" },
};
let sound: FakeSound;
let secret: string;
let turnUser: string;
let deskId: string;
const answer = () => ({
  ...account,
  secret,
  deskId,
  iceServers: [{ urls: ["turn:10.0.0.5"], username: turnUser, credential: null }],
});

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  (await library()).UA.last = null;
  localStorage.clear();
  secret = account.secret;
  turnUser = "u";
  deskId = "d-1";
  sound = fakeSound("Jabra");
  vi.stubGlobal("fetch", async () => Response.json(answer()));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = () => vi.advanceTimersByTimeAsync(0);

const library = async () => (await import("jssip")) as unknown as { UA: typeof FakeUA };

/** The user agent that the phone made, once it has. */
async function userAgent(): Promise<FakeUA> {
  const { UA } = await library();
  return vi.waitFor(() => UA.last ?? Promise.reject(new Error("none yet")));
}

/** A phone that has registered. */
async function registered() {
  const { phone } = await import("../../src/phone/phone");
  const { queryClient } = await import("../../src/foundation/queryClient");
  queryClient.setQueryData(["desk", "claim"], "d-1");
  phone.start();
  const ua = await userAgent();
  await settle();
  ua.connect();
  ua.emit("registered");
  return { phone, ua };
}

/** A phone in a call that has been answered. */
async function talking() {
  const { phone, ua } = await registered();
  const session = ua.ring();
  phone.answer();
  await settle();
  return { phone, ua, session };
}

describe("registration", () => {
  it("goes to the page's own origin with the account of the desk", async () => {
    const { phone, ua } = await registered();

    expect(ua.configuration.uri).toBe("sip:agent1@kindline");
    expect(ua.configuration.sockets.url).toBe("ws://localhost:3000/sip");
    expect(ua.registers).toBe(1);
    expect(phone.snapshot).toMatchObject({ kind: "registered", words: "Phone ready", warning: null });
  });

  it("that is refused is tried again with the secret of now", async () => {
    const { phone, ua } = await registered();
    secret = "second-secret";
    ua.emit("registrationFailed");
    expect(phone.snapshot.warning?.code).toBe("phoneLost");

    await vi.advanceTimersByTimeAsync(1000);

    expect(ua.password).toBe("second-secret");
    expect(ua.registers).toBe(2);
  });

  it("that is refused because another page has the desk is not tried with that page's secret", async () => {
    const { ua } = await registered();
    secret = "secret-of-the-other";
    deskId = "d-other";
    ua.emit("registrationFailed");
    await vi.advanceTimersByTimeAsync(20_000);

    expect(ua.password).toBe("first-secret");
    expect(ua.registers).toBe(1);
  });

  it("ends with the phone, and is not tried again by a desk that was taken over", async () => {
    const { phone, ua } = await registered();
    phone.setTakenOver(true);
    phone.stop();
    ua.emit("registrationFailed");
    await vi.advanceTimersByTimeAsync(20_000);

    expect(ua.stopped).toBe(true);
    expect(ua.registers).toBe(1);
    expect(phone.snapshot).toMatchObject({ kind: "off", warning: { code: "takenOver" } });
  });

  it("is not taken from a call that runs when the desk is taken over, and ends with it", async () => {
    const { phone, ua, session } = await talking();
    phone.setTakenOver(true);
    phone.stop();
    ua.emit("registrationFailed");
    await vi.advanceTimersByTimeAsync(20_000);
    const during = { stopped: ua.stopped, call: phone.snapshot.call };
    const registers = ua.registers;

    session.emit("ended");

    expect(during).toEqual({ stopped: false, call: "talking" });
    expect(registers).toBe(1);
    expect(ua.stopped).toBe(true);
  });

  it("says that the sound of the call has not come to this page yet", async () => {
    const { phone } = await registered();
    phone.setSoundElsewhere(true);
    expect(phone.snapshot).toMatchObject({ words: "Sound elsewhere", warning: { code: "soundElsewhere" } });

    phone.setSoundElsewhere(false);

    expect(phone.snapshot.warning).toBeNull();
  });

  it("waits until there is a microphone, so that nobody is connected to a dead one", async () => {
    sound.unplug("Jabra");
    const { phone } = await import("../../src/phone/phone");
    phone.start();
    await vi.waitFor(() => expect(phone.snapshot.warning?.code).toBe("noMicrophone"));
    const ua = await userAgent();
    ua.connect();
    expect(ua.registers).toBe(0);

    sound.plug("Jabra");

    await vi.waitFor(() => expect(ua.registers).toBe(1));
  });

  it("is tried for ever while the server does not answer", async () => {
    const { phone } = await import("../../src/phone/phone");
    vi.stubGlobal("fetch", async () => Promise.reject(new Error("down")));
    phone.start();
    await vi.waitFor(() => expect(phone.snapshot.kind).toBe("lost"));
    vi.stubGlobal("fetch", async () => Response.json(answer()));

    await vi.advanceTimersByTimeAsync(10_000);

    expect(phone.snapshot.kind).toBe("connecting");
  });
});

describe("a call", () => {
  it("rings, is answered with the microphone, and ends", async () => {
    const { phone, ua } = await registered();
    const session = ua.ring();
    expect(phone.snapshot.call).toBe("ringing");

    phone.answer();
    phone.answer();
    expect(phone.snapshot).toMatchObject({ call: "answering", words: "Answering" });
    await settle();
    expect(phone.snapshot).toMatchObject({ call: "talking", words: "Talking" });
    expect(session.answered?.mediaStream.getAudioTracks()[0]?.label).toBe("Jabra");
    expect(session.answered?.pcConfig.iceServers[0]?.username).toBe("u");

    phone.hangUp();
    expect(phone.snapshot.call).toBe("none");
    expect(sound.track.readyState).toBe("live");
  });

  it("that the server knows nothing of was cut with it, and is not left open", async () => {
    const { phone, ua } = await registered();
    phone.follow("talking");
    ua.ring();
    phone.answer();
    await settle();

    phone.follow(null);
    await vi.advanceTimersByTimeAsync(3000);
    expect(phone.snapshot.call).toBe("talking");
    await vi.advanceTimersByTimeAsync(2000);

    expect(phone.snapshot.call).toBe("none");
  });

  it("that is answered before the server's word of it comes goes on", async () => {
    const { phone, ua } = await registered();
    phone.follow(null);
    await vi.advanceTimersByTimeAsync(10_000);

    ua.ring("<sip:kindline>;answer-after=0");
    await vi.advanceTimersByTimeAsync(2000);
    phone.follow("talking");
    await vi.advanceTimersByTimeAsync(10_000);

    expect(phone.snapshot.call).toBe("talking");
  });

  it("late in the day is answered with TURN credentials of the last hour", async () => {
    const { phone, ua } = await registered();
    turnUser = "later";
    sound.state = "suspended";
    await vi.advanceTimersByTimeAsync(3_600_000);

    const session = ua.ring();
    phone.answer();

    expect(session.answered?.pcConfig.iceServers[0]?.username).toBe("later");
  });

  it("that says so is answered by itself", async () => {
    const { phone, ua } = await registered();

    ua.ring("<sip:kindline>;answer-after=0");
    await settle();

    expect(phone.snapshot.call).toBe("talking");
  });

  it("that the screen shows before it rings is answered by the key that was pressed then", async () => {
    const { phone, ua } = await registered();
    phone.answer();
    ua.ring();
    await settle();
    expect(phone.snapshot.call).toBe("talking");

    phone.hangUp();
    ua.ring();
    await settle();
    expect(phone.snapshot.call).toBe("ringing");
  });

  it("beside another is refused as busy", async () => {
    const { ua, session } = await talking();

    const second = ua.ring();

    expect(second.ended?.status_code).toBe(486);
    expect(session.ended).toBeNull();
  });

  it("goes on without the server, and gives way to a call of the server that forgot it", async () => {
    const { phone, ua, session } = await talking();
    ua.lose();
    expect(phone.snapshot).toMatchObject({ call: "talking", kind: "lost", warning: { code: "phoneLost" } });
    expect(session.ended).toBeNull();

    ua.connect();
    ua.emit("registered");
    expect(phone.snapshot).toMatchObject({ call: "talking", warning: null });
    ua.ring();

    expect(session.ended).not.toBeNull();
    expect(phone.snapshot.call).toBe("ringing");
  });

  it("is muted for the caller alone, and the next one is not", async () => {
    const { phone, ua } = await talking();
    phone.mute(true);

    expect(sound.track.clones.at(-1)?.enabled).toBe(false);
    expect(sound.track.enabled).toBe(true);
    expect(phone.snapshot).toMatchObject({ muted: true, words: "Muted" });

    phone.hangUp();
    ua.ring();
    phone.answer();
    expect(phone.snapshot.muted).toBe(false);
    expect(sound.track.clones.at(-1)?.enabled).toBe(true);
  });

  it("carries digits as telephone events", async () => {
    const { phone, session } = await talking();

    phone.sendDigit("1");
    phone.sendDigit("#");

    expect(session.digits).toEqual(["1", "#"]);
  });

  it("is talked to its end when the phone is stopped", async () => {
    const { phone, ua, session } = await talking();
    phone.stop();
    expect(ua.unregisters).toBe(1);
    expect(ua.stopped).toBe(false);

    session.emit("ended");

    expect(ua.stopped).toBe(true);
    expect(sound.track.readyState).toBe("ended");
  });
});

describe("the truth of the sound", () => {
  it("a pulled headset is said at once, and its return ends the words with the call", async () => {
    const { phone, session } = await talking();
    sound.unplug("Jabra");
    sound.track.unplug();
    await settle();
    expect(phone.snapshot.warning).toMatchObject({ code: "headsetPulled", words: expect.stringContaining("Jabra") });

    sound.plug("Jabra");
    await vi.waitFor(() => expect(phone.snapshot.warning).toBeNull());

    expect(session.sentTracks.at(-1)?.label).toBe("Jabra");
  });

  it("another headset in its place is used, and said", async () => {
    const { phone, session } = await talking();
    sound.unplug("Jabra");
    await vi.waitFor(() => expect(phone.snapshot.warning?.code).toBe("headsetPulled"));

    sound.plug("Plantronics");

    await vi.waitFor(() => expect(phone.snapshot.warning?.code).toBe("wrongDevice"));
    expect(session.sentTracks.at(-1)?.label).toBe("Plantronics");
  });

  it("a track that ends without a word is found out", async () => {
    const { phone } = await talking();
    sound.track.stop();

    await vi.advanceTimersByTimeAsync(500);

    expect(phone.snapshot.warning?.code).toBe("headsetPulled");
  });

  it("without a headset no calls come", async () => {
    const { phone, ua } = await registered();
    sound.track.unplug();
    await settle();

    expect(ua.unregisters).toBe(1);
    expect(phone.snapshot.kind).toBe("lost");
  });

  it.each([
    ["NotAllowedError", "The browser refuses the microphone"],
    ["NotReadableError", "Another program holds the microphone"],
    ["NotFoundError", "No microphone is plugged in"],
  ])("%s: what follows from it is said as it is, between calls and in one", async (name, wrong) => {
    sound.refuses = name;
    const { phone } = await import("../../src/phone/phone");
    phone.start();

    await vi.waitFor(() => expect(phone.snapshot.warning?.words).toContain(`${wrong}, so no calls come.`));
    phone.follow("talking");
    expect(phone.snapshot.warning?.words).toContain(`${wrong}: nobody hears you.`);
  });

  it("the chosen microphone that is not there is said, until another is chosen", async () => {
    localStorage.setItem("kindline.microphones", "id-Poly");
    const { phone } = await registered();
    await vi.waitFor(() => expect(phone.snapshot.warning?.code).toBe("wrongDevice"));

    phone.choose("id-Jabra");

    await vi.waitFor(() => expect(phone.snapshot.warning).toBeNull());
  });

  it("one-way sound is said within three seconds, but not of a held call", async () => {
    const { phone } = await talking();
    phone.follow("held");
    await vi.advanceTimersByTimeAsync(6000);
    expect(phone.snapshot).toMatchObject({ warning: null, words: "On hold" });

    phone.follow("talking");
    await vi.advanceTimersByTimeAsync(3000);

    expect(phone.snapshot.warning?.code).toBe("nothingHeard");
  });

  it("the level is measured while muted too", async () => {
    const { phone } = await talking();
    phone.mute(true);
    sound.loudness = 0.1;
    await vi.advanceTimersByTimeAsync(1000);

    expect(phone.level).toBeGreaterThan(0.5);
    expect(phone.snapshot.warning?.code).toBe("talkingWhileMuted");
  });
});

describe("the self-test", () => {
  it("fails in words when nothing comes back", async () => {
    const { phone } = await registered();
    const outcome = expect(phone.selfTest()).rejects.toThrow("Nothing came back");
    expect(phone.snapshot).toMatchObject({ testing: true, call: "none", words: "Self-test" });

    await vi.advanceTimersByTimeAsync(26_000);

    await outcome;
    expect(phone.snapshot.testing).toBe(false);
  });

  it("gives way to a caller", async () => {
    const { phone, ua } = await registered();
    const outcome = expect(phone.selfTest()).rejects.toThrow();
    ua.ring();
    await vi.advanceTimersByTimeAsync(500);

    await outcome;
    expect(phone.snapshot).toMatchObject({ call: "ringing", testing: false });
  });
});
