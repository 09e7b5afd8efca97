import { audioContext } from "./sound";

const tones = [440, 480];
const ringSeconds = 2;
const cycleSeconds = 6;
const loudness = 0.12;

/** The North American ring, two seconds of six, as a stream that can be played on any speaker. Answers how to stop. */
export function ring(): { stream: MediaStream; stop: () => void } {
  const sound = audioContext();
  const output = sound.createMediaStreamDestination();
  const gain = sound.createGain();
  gain.gain.value = 0;
  gain.connect(output);
  const oscillators = tones.map((hertz) => {
    const oscillator = sound.createOscillator();
    oscillator.frequency.value = hertz;
    oscillator.connect(gain);
    oscillator.start();
    return oscillator;
  });
  const once = () => {
    gain.gain.setValueAtTime(loudness, sound.currentTime);
    gain.gain.setValueAtTime(0, sound.currentTime + ringSeconds);
  };
  once();
  const timer = setInterval(once, cycleSeconds * 1000);
  return {
    stream: output.stream,
    stop: () => {
      clearInterval(timer);
      for (const oscillator of oscillators) oscillator.stop();
    },
  };
}
