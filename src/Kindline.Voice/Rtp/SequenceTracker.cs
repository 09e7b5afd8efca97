namespace Kindline.Voice.Rtp;

/// <summary>What a sequence number says of a packet.</summary>
internal enum SequenceVerdict
{
    /// <summary>The next, or a later or earlier one that was not seen yet.</summary>
    Fresh,

    /// <summary>Seen before.</summary>
    Duplicate,

    /// <summary>Far from all others, or of another source, and alone so far.</summary>
    Stray,

    /// <summary>The first of a new source, or of a source that began anew: what is known of its timestamps no longer holds.</summary>
    Restarted,
}

/// <summary>Counts what one source sent, lost and repeated, and its jitter (RFC 3550 A.1, A.3, A.8).</summary>
internal sealed class SequenceTracker
{
    private const int MaxDropout = 3000;
    private const int WindowBits = 64;

    private uint? ssrc;
    private ushort highest;
    private uint cycles;
    private uint firstExtended;
    private ulong seen;
    private ushort? strayNext;
    private uint straySsrc;
    private long receivedFromSource;
    private long lostBefore;
    private int? lastTransit;
    private double jitter;
    private long expectedAtReport;
    private long receivedAtReport;

    internal uint? Ssrc => ssrc;

    internal long Duplicated { get; private set; }

    /// <summary>The highest sequence number with the count of its cycles above it.</summary>
    internal uint ExtendedHighest => cycles + highest;

    /// <summary>In timestamp units.</summary>
    internal uint Jitter => (uint)jitter;

    internal long Lost => lostBefore + Math.Max(0, Expected - receivedFromSource);

    private long Expected => ssrc is null ? 0 : (long)ExtendedHighest - firstExtended + 1;

    internal SequenceVerdict Observe(uint packetSsrc, ushort sequence)
    {
        var step = (short)(sequence - highest);
        if (packetSsrc != ssrc || step > MaxDropout || step <= -WindowBits)
        {
            // A source other than the known one has to send two in a row, with none of the known one between (RFC 3550 A.1): a single
            // packet that somebody slips in does not end the stream that is heard.
            if (ssrc is not null && (packetSsrc != straySsrc || sequence != strayNext))
            {
                (straySsrc, strayNext) = (packetSsrc, (ushort)(sequence + 1));
                return SequenceVerdict.Stray;
            }
            Restart(packetSsrc, sequence);
            return SequenceVerdict.Restarted;
        }
        strayNext = null;
        if (step <= 0)
        {
            var bit = 1UL << -step;
            if ((seen & bit) != 0)
            {
                Duplicated++;
                return SequenceVerdict.Duplicate;
            }
            seen |= bit;
        }
        else
        {
            seen = step >= WindowBits ? 1 : (seen << step) | 1;
            cycles += sequence < highest ? 1u << 16 : 0;
            highest = sequence;
        }
        receivedFromSource++;
        return SequenceVerdict.Fresh;
    }

    /// <summary>Takes an audio packet's arrival into the jitter (RFC 3550 A.8); both in timestamp units.</summary>
    internal void ObserveArrival(uint timestamp, uint arrival)
    {
        var transit = (int)(arrival - timestamp);
        if (lastTransit is { } last)
        {
            jitter += (Math.Abs((double)transit - last) - jitter) / 16;
        }
        lastTransit = transit;
    }

    /// <summary>The share of packets lost since the last report, in 256ths (RFC 3550 A.3).</summary>
    internal byte TakeFractionLost()
    {
        var expected = Expected - expectedAtReport;
        var lost = expected - (receivedFromSource - receivedAtReport);
        expectedAtReport = Expected;
        receivedAtReport = receivedFromSource;
        return expected <= 0 || lost <= 0 ? (byte)0 : (byte)Math.Min(255, lost * 256 / expected);
    }

    private void Restart(uint newSsrc, ushort sequence)
    {
        lostBefore = Lost;
        ssrc = newSsrc;
        highest = sequence;
        cycles = 0;
        firstExtended = sequence;
        seen = 1;
        strayNext = null;
        expectedAtReport = 0;
        receivedAtReport = 0;
        lastTransit = null;
        jitter = 0;
        receivedFromSource = 1;
    }
}
