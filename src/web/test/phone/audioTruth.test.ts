import { describe, expect, it } from "vitest";
import { AudioTruth, type Fault, type Moment } from "../../src/phone/audioTruth";

const room = { rms: 0.001, peak: 0.004 };
const voice = { rms: 0.06, peak: 0.3 };
const dead = { rms: 0, peak: 0 };
const talk: Moment = { talking: true, joined: true, muted: false, level: room, packets: null };

/** Feeds four moments a second and answers when the fault was first said, in milliseconds, or null. */
function saidAfter(fault: Fault, seconds: number, at: (second: number) => Partial<Moment>): number | null {
  const truth = new AudioTruth();
  for (let now = 0; now <= seconds * 1000; now += 250) {
    if (truth.judge({ ...talk, ...at(now / 1000) }, now) === fault) return now;
  }
  return null;
}

const flowing = (second: number) => Math.floor(second * 50);

describe("within three seconds it is said that", () => {
  it.each<[string, Fault, (second: number) => Partial<Moment>]>([
    [
      "nothing arrives from the start",
      "nothingHeard",
      (second) => ({ packets: { received: 0, sent: flowing(second) } }),
    ],
    ["nothing leaves", "nothingSent", (second) => ({ packets: { received: flowing(second), sent: 12 } })],
    ["the microphone is dead", "silentMicrophone", () => ({ level: dead })],
    ["somebody talks while muted", "talkingWhileMuted", () => ({ muted: true, level: voice })],
  ])("%s", (_, fault, at) => {
    const said = saidAfter(fault, 4, at);

    expect(said).not.toBeNull();
    expect(said).toBeLessThanOrEqual(3000);
  });

  it("the other side stopped arriving in mid-call", () => {
    const said = saidAfter("nothingHeard", 20, (second) => ({
      packets: { received: flowing(Math.min(second, 10)), sent: flowing(second) },
    }));

    expect(said).toBeGreaterThan(10_000);
    expect(said).toBeLessThanOrEqual(13_000);
  });
});

describe("nothing is said", () => {
  it.each<[string, Partial<Moment>]>([
    ["of a held call that is silent", { joined: false, packets: { received: 7, sent: 7 } }],
    ["without a call", { talking: false, level: dead, muted: true }],
    ["of a quiet room", { level: room }],
    ["of a breath while muted", { muted: true, level: room }],
    ["while the browser lets no sound be measured", { level: null }],
  ])("%s", (_, moment) => {
    const truth = new AudioTruth();
    const said = Array.from({ length: 60 }, (_, n) => truth.judge({ ...talk, ...moment }, n * 250));

    expect(said.every((fault) => fault === null)).toBe(true);
  });

  it("when the sound came back", () => {
    const truth = new AudioTruth();
    const stuck = { received: 5, sent: 5 };
    for (let now = 0; now <= 3000; now += 250) truth.judge({ ...talk, packets: stuck }, now);

    expect(truth.judge({ ...talk, packets: stuck }, 3250)).toBe("nothingHeard");
    expect(truth.judge({ ...talk, packets: { received: 6, sent: 6 } }, 3500)).toBeNull();
  });

  it("of a call before the next one", () => {
    const truth = new AudioTruth();
    for (let now = 0; now <= 3000; now += 250) truth.judge({ ...talk, level: dead }, now);
    truth.judge({ ...talk, talking: false }, 3250);

    expect(truth.judge({ ...talk, level: dead }, 3500)).toBeNull();
  });
});

it("stays for a moment after the last word while muted, and ends with the mute", () => {
  const truth = new AudioTruth();
  for (let now = 0; now <= 1000; now += 250) truth.judge({ ...talk, muted: true, level: voice }, now);

  expect(truth.judge({ ...talk, muted: true }, 3000)).toBe("talkingWhileMuted");
  expect(truth.judge({ ...talk, muted: false }, 3250)).toBeNull();
  expect(truth.judge({ ...talk, muted: true }, 3500)).toBeNull();
});
