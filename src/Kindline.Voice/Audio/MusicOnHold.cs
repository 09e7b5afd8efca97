namespace Kindline.Voice.Audio;

/// <summary>
/// The music a caller waits with: a slow broken-chord melody of our own, quiet, without a file or a licence. Rendered once for
/// the process (32 s, half a megabyte), looped without a seam.
/// </summary>
public static class MusicOnHold
{
    private const int BeatSamples = AudioFrame.SampleRate / 2;
    private const double PeakLevel = 0.2;

    // Four chords of the key of C, each as steps of semitones above middle C: bass, then three voices to break.
    private static readonly int[][] Chords =
    [
        [-12, 4, 7, 12], [-15, 4, 9, 12], [-19, 5, 9, 12], [-17, 2, 7, 11],
        [-12, 7, 12, 16], [-15, 4, 9, 16], [-19, 5, 9, 14], [-17, 2, 7, 14],
    ];

    // Which voice of the chord sounds on each of its eight beats.
    private static readonly int[] Pattern = [1, 2, 3, 2, 1, 3, 2, 3];

    private static readonly Lazy<short[]> Rendered = new(Render);

    /// <summary>A source of its own that starts at the beginning and never ends.</summary>
    public static IAudioSource Source() => new ClipSource(Rendered.Value, loop: true);

    private static short[] Render()
    {
        var mix = new double[Chords.Length * Pattern.Length * BeatSamples];
        for (var chord = 0; chord < Chords.Length; chord++)
        {
            var start = chord * Pattern.Length * BeatSamples;
            Pluck(mix, start, Chords[chord][0], seconds: 3.5, gain: 0.8);
            for (var beat = 0; beat < Pattern.Length; beat++)
            {
                Pluck(mix, start + (beat * BeatSamples), Chords[chord][Pattern[beat]], seconds: 1.6, gain: beat % 4 == 0 ? 1.0 : 0.7);
            }
        }
        var peak = mix.Max(Math.Abs);
        return [.. mix.Select(s => (short)(s / peak * PeakLevel * short.MaxValue))];
    }

    // A note rings over the end into the beginning, which is what makes the loop seamless.
    private static void Pluck(double[] mix, int start, int semitones, double seconds, double gain)
    {
        var frequency = 261.63 * Math.Pow(2, semitones / 12.0);
        var length = (int)(seconds * AudioFrame.SampleRate);
        for (var i = 0; i < length; i++)
        {
            var t = (double)i / AudioFrame.SampleRate;
            var attack = Math.Min(1, t / 0.015);
            var release = Math.Min(1, (seconds - t) / 0.1);
            var phase = 2 * Math.PI * frequency * t;
            var tone = Math.Sin(phase) + (0.3 * Math.Sin(2 * phase)) + (0.1 * Math.Sin(3 * phase));
            mix[(start + i) % mix.Length] += gain * attack * release * Math.Exp(-2.2 * t) * tone;
        }
    }
}
