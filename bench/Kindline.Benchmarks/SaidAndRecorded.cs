using System.Runtime.InteropServices;
using Kindline.Benchmarks.Load;
using Kindline.Voice.Audio;
using Kindline.Voice.Recording;

namespace Kindline.Benchmarks;

/// <summary>Frames of both channels of recordings, and how many of them are not what a leg of the load said next.</summary>
internal readonly record struct HeardFrames(long All, long Wrong)
{
    public static HeardFrames operator +(HeardFrames a, HeardFrames b) => new(a.All + b.All, a.Wrong + b.Wrong);
}

/// <summary>
/// Holds recordings against what the load's legs said, sample by sample: each says a tone of its own, so that a frame of somebody else, one
/// that is missing and one that is mended all show.
/// </summary>
internal static class SaidAndRecorded
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    /// <summary>The frames between two timestamps of the system's clock.</summary>
    public static HeardFrames Compare(RecordedCall call, IReadOnlyList<short[][]> tones, long from, long to)
    {
        using var reader = ((RecordingOpened)RecordingReader.Open(call.Path, call.Key)).Reader;
        var bytes = new byte[reader.Length];
        reader.ReadExactly(bytes);
        var samples = MemoryMarshal.Cast<byte, short>(bytes.AsSpan(WavFile.HeaderLength));
        var (first, end) = (FrameAt(call, from), Math.Min(FrameAt(call, to), samples.Length / 2 / AudioFrame.Samples));
        return Channel(samples, 0, first, end, tones) + Channel(samples, 1, first, end, tones);
    }

    /// <summary>What legs 0 to count - 1 say, frame by frame as it is recorded.</summary>
    public static IReadOnlyList<short[][]> Tones(int count) =>
        [.. Enumerable.Range(0, count).Select(n => LoadLeg.Tone(n).Select(G711.FromMuLaw).Chunk(AudioFrame.Samples).ToArray())];

    private static HeardFrames Channel(ReadOnlySpan<short> samples, int channel, int first, int end, IReadOnlyList<short[][]> tones)
    {
        Span<short> heard = stackalloc short[AudioFrame.Samples];
        var (tone, next, wrong) = (default(short[][]), 0, 0L);
        for (var frame = first; frame < end; frame++)
        {
            for (var n = 0; n < heard.Length; n++)
            {
                heard[n] = samples[(((frame * AudioFrame.Samples) + n) * 2) + channel];
            }
            if (tone is not null && heard.SequenceEqual(tone[next]))
            {
                next = (next + 1) % LoadLeg.ToneFrames;
                continue;
            }
            wrong += tone is null ? 0 : 1;
            (tone, next) = Find(heard, tone, tones);
            wrong += tone is null ? 1 : 0;
        }
        return new HeardFrames(end - first, wrong);
    }

    /// <summary>Where a channel goes on after its first frame, or a wrong one.</summary>
    private static (short[][]? Tone, int Next) Find(ReadOnlySpan<short> heard, short[][]? before, IReadOnlyList<short[][]> tones)
    {
        foreach (var tone in before is null ? tones : [before])
        {
            for (var n = 0; n < tone.Length; n++)
            {
                if (heard.SequenceEqual(tone[n]))
                {
                    return (tone, (n + 1) % tone.Length);
                }
            }
        }
        return (before, 0);
    }

    private static int FrameAt(RecordedCall call, long timestamp) =>
        Math.Max(0, (int)(TimeProvider.System.GetElapsedTime(call.BeganAt, timestamp) / Frame));
}
