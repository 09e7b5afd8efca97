let context: AudioContext | null = null;

/** The page's one AudioContext. A browser lets it run only after a person's first key or click, so each of these asks again. */
export function audioContext(): AudioContext {
  if (context) return context;
  const made = new AudioContext();
  const resume = () => void (made.state === "suspended" && made.resume());
  for (const sign of ["pointerdown", "keydown"])
    window.addEventListener(sign, resume, { capture: true, passive: true });
  context = made;
  return made;
}

/** Loudness of a moment, both 0 to 1: the mean power and the highest sample. */
export interface Level {
  rms: number;
  peak: number;
}

// A third of a second at 48 kHz: looked at four times a second, nothing goes by unseen.
const windowSamples = 16_384;

/** Reads how loud a track is, muted or not elsewhere. */
export class LevelReader {
  private readonly source: MediaStreamAudioSourceNode;
  private readonly analyser: AnalyserNode;
  private readonly samples = new Float32Array(windowSamples);

  constructor(track: MediaStreamTrack) {
    const sound = audioContext();
    this.source = sound.createMediaStreamSource(new MediaStream([track]));
    this.analyser = sound.createAnalyser();
    this.analyser.fftSize = windowSamples;
    this.source.connect(this.analyser);
  }

  /** Null while the browser does not let sound run, so that silence is not taken for a fault. */
  read(): Level | null {
    if (audioContext().state !== "running") return null;
    this.analyser.getFloatTimeDomainData(this.samples);
    let power = 0;
    let peak = 0;
    for (const sample of this.samples) {
      power += sample * sample;
      peak = Math.max(peak, Math.abs(sample));
    }
    return { rms: Math.sqrt(power / windowSamples), peak };
  }

  close() {
    this.source.disconnect();
  }
}

/** A track that is always silent, for a call that is answered while the microphone is gone. */
export function silentTrack(): MediaStreamTrack {
  const [track] = audioContext().createMediaStreamDestination().stream.getAudioTracks();
  if (!track) throw new Error("the browser made no audio track");
  return track;
}
