namespace Kindline.Voice.Rtp;

/// <summary>
/// What is heard where no sample is: the peer's own noise where it said that it is silent (<see cref="ComfortNoise"/>), else what
/// <see cref="Concealment"/> makes of the sound around. Of one stream, not thread-safe.
/// </summary>
/// <param name="conceals">False leaves gaps silent: for measuring what filling them is worth.</param>
internal sealed class GapFiller(bool conceals)
{
    private const int Foreseen = 240;

    private readonly Concealment concealment = new();
    private readonly ComfortNoise noise = new();
    private uint? noiseFrom;

    /// <summary>From this timestamp on the peer is silent, until its next sample.</summary>
    internal void Describe(uint timestamp, ReadOnlySpan<byte> description)
    {
        noise.Describe(description);
        noiseFrom ??= timestamp;
    }

    /// <summary>The timestamps begin anew; who was silent still is.</summary>
    internal void BeginAt(uint timestamp) => noiseFrom = noiseFrom is null ? null : timestamp;

    /// <summary>A new source.</summary>
    internal void Reset()
    {
        noiseFrom = null;
        noise.Reset();
        concealment.Reset();
    }

    internal short Heard(uint at, short sample)
    {
        if (IsSilentAt(at))
        {
            noiseFrom = null;
        }
        return concealment.Heard(sample);
    }

    internal short Missing(uint at) => IsSilentAt(at) ? concealment.Heard(noise.Next()) : conceals ? concealment.Lost() : (short)0;

    // What comes after a gap is here most of the time: packets wait longer than a frame for one another.
    internal void Foresee(SampleRing waiting, uint at, uint end, int inserted)
    {
        if (waiting.HoleAt(at, end) is { } hole)
        {
            Span<short> ahead = stackalloc short[Foreseen];
            concealment.Foresee(hole + inserted, ahead[..waiting.Peek(at + (uint)hole, ahead)]);
        }
    }

    private bool IsSilentAt(uint timestamp) => noiseFrom is { } from && (int)(timestamp - from) >= 0;
}
