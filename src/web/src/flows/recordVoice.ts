const sampleRate = 48_000;

/** A recording that runs; `stop` gives it as a WAV file. */
export interface VoiceRecording {
  stop: () => Promise<Blob>;
}

/** Records the microphone. Browsers write WebM or MPEG-4; they decode it themselves, and we write the samples as WAV. */
export async function recordVoice(): Promise<VoiceRecording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.ondataavailable = (event) => void parts.push(event.data);
  recorder.start();
  return {
    stop: async () => {
      const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));
      recorder.stop();
      await stopped;
      for (const track of stream.getTracks()) track.stop();
      const decoder = new OfflineAudioContext(1, 1, sampleRate);
      const sound = await decoder.decodeAudioData(await new Blob(parts).arrayBuffer());
      return new Blob([wavOf(sound.getChannelData(0), sound.sampleRate)], { type: "audio/wav" });
    },
  };
}

/** Samples from -1 to 1 as a mono WAV file of 16 bits. */
export function wavOf(samples: Float32Array, rate: number): ArrayBuffer {
  const file = new ArrayBuffer(44 + samples.length * 2);
  const view = new DataView(file);
  const text = (at: number, word: string) => {
    for (let n = 0; n < word.length; n++) view.setUint8(at + n, word.charCodeAt(n));
  };
  text(0, "RIFF");
  view.setUint32(4, 36 + samples.length * 2, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, n) => void view.setInt16(44 + n * 2, Math.max(-1, Math.min(1, sample)) * 32767, true));
  return file;
}
