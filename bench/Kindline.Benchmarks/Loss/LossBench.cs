using System.Globalization;
using Kindline.Voice.Audio;

namespace Kindline.Benchmarks.Loss;

/// <summary>
/// How much of real speech is left in the recording of a leg whose packets are lost, doubled, mixed up and late, with what fills the gaps
/// and without it.
/// </summary>
internal static class LossBench
{
    private const string Without = "the same packets, gaps left silent";

    private static readonly (string Name, LossyPath Path)[] Paths =
    [
        ("none", new()),
        ("random1", new(Lost: 1)),
        ("random2", new(Lost: 2)),
        ("random5", new(Lost: 5)),
        ("bursts1", new(Lost: 1, Burst: 3)),
        ("bursts2", new(Lost: 2, Burst: 3)),
        ("bursts5", new(Lost: 5, Burst: 3)),
        ("duplicated5", new(Duplicated: 5)),
        ("reordered5", new(Reordered: 5)),
        ("late5", new(Late: 5)),
        ("all5", new(Lost: 1, Burst: 3, Duplicated: 1, Reordered: 2, Late: 1)),
    ];

    public static async Task<int> RunAsync(bool quick)
    {
        var (seconds, voices) = quick ? (20, SpokenText.Voices[..3]) : (120, SpokenText.Voices);
        var speech = new List<short[]>();
        foreach (var voice in voices)
        {
            if (await SpokenText.SayAsync(voice, seconds, CancellationToken.None) is not { } said)
            {
                await Console.Error.WriteLineAsync("flite is not installed (Debian package flite), or has no voice " + voice);
                return 1;
            }
            speech.Add(said);
        }
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{voices.Length} voices, {speech.Sum(s => s.Length) / AudioFrame.SampleRate} s of speech"));
        foreach (var (name, path) in Paths)
        {
            await MeasureAsync(name, path, speech);
        }
        MeasureKeyTones(speech);
        return 0;
    }

    // What a leg without telephone-event costs more than another; the first round is the compiler's.
    private static void MeasureKeyTones(List<short[]> speech)
    {
        var tones = new KeyTones();
        var (spent, frames, keys) = (TimeSpan.Zero, 0, 0);
        for (var round = 0; round < 3; round++)
        {
            (var began, frames, keys) = (TimeProvider.System.GetTimestamp(), 0, 0);
            foreach (var said in speech)
            {
                for (var at = 0; at + AudioFrame.Samples <= said.Length; at += AudioFrame.Samples)
                {
                    keys += tones.Listen(said.AsSpan(at, AudioFrame.Samples)) is null ? 0 : 1;
                    frames++;
                }
            }
            spent = TimeProvider.System.GetElapsedTime(began);
        }
        new Figure("loss.key_tones.microseconds_per_frame", Math.Round(spent.TotalMicroseconds / frames, 2), "us").Print();
        new Figure("loss.key_tones.keys_heard_in_speech", keys, "keys").Print();
    }

    private static async Task MeasureAsync(string name, LossyPath path, List<short[]> speech)
    {
        var (with, without) = (new List<SegmentalSnr>(), new List<SegmentalSnr>());
        for (var n = 0; n < speech.Count; n++)
        {
            var arrivals = path.Through(speech[n].Length / AudioFrame.Samples, seed: n + 1);
            var harmed = HarmedBy(arrivals, speech[n].Length / AudioFrame.Samples);
            with.Add(SegmentalSnr.Of(speech[n], (await RecordedLeg.PlayAsync(speech[n], arrivals, conceals: true)).Recorded, harmed));
            without.Add(SegmentalSnr.Of(speech[n], (await RecordedLeg.PlayAsync(speech[n], arrivals, conceals: false)).Recorded, harmed));
        }
        Print($"loss.{name}.segmental_snr_db", with.Average(s => s.All), without.Average(s => s.All));
        if (with.TrueForAll(s => !double.IsNaN(s.Harmed)))
        {
            Print($"loss.{name}.segmental_snr_of_harmed_frames_db", with.Average(s => s.Harmed), without.Average(s => s.Harmed));
        }
    }

    private static void Print(string name, double with, double without) =>
        new Figure(name, Math.Round(with, 2), "dB", new Baseline(Without, Math.Round(without, 2))).Print();

    /// <summary>The packets that never came, or more than 60 ms late.</summary>
    internal static IReadOnlySet<int> HarmedBy(IReadOnlyList<Arrival> arrivals, int packets)
    {
        var inTime = arrivals.Where(a => a.AtMs - (a.Packet * AudioFrame.Milliseconds) < 90).Select(a => a.Packet).ToHashSet();
        return Enumerable.Range(0, packets).Where(packet => !inTime.Contains(packet)).ToHashSet();
    }
}
