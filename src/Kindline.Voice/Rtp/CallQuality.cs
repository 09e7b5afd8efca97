namespace Kindline.Voice.Rtp;

/// <summary>
/// How well a leg was heard at our side, by the E-model (ITU-T G.107, 06/2015) for G.711 with its default values. Loss is what never
/// came and what came too late to be played.
/// </summary>
/// <param name="Mos">From 1 to 4.41, the listener's opinion that the model foretells (G.107 Annex B).</param>
/// <param name="LostPercent">Of the packets that were sent to us.</param>
/// <param name="LatePercent">Of the packets that came.</param>
/// <param name="JitterMs">Milliseconds (RFC 3550 A.8), as it was last.</param>
/// <param name="RoundTripMs">Milliseconds, null where the peer reported nothing.</param>
/// <param name="LostByPeerPercent">Of what we sent, as the peer reported it; null where it did not.</param>
public sealed record CallQuality(
    double Mos, double LostPercent, double LatePercent, double JitterMs, double? RoundTripMs, double? LostByPeerPercent)
{
    // G.107 table 3: all default values together.
    private const double BestRating = 93.2;

    // G.113 Appendix I: G.711 whose gaps are silent. Ours are concealed much as by G.711 Appendix I (25.1 there), but what listeners
    // think of them nobody has measured, so it counts for nothing.
    private const double LossRobustness = 4.3;

    // A packet is 20 ms of sound, and waits 40 ms for the others.
    private const double OwnDelayMs = 60;

    /// <summary>Null where nothing was heard.</summary>
    public static CallQuality? Of(MediaStatistics counted)
    {
        var came = counted.PacketsReceived - counted.Duplicated;
        if (came <= 0)
        {
            return null;
        }
        var lost = 100.0 * counted.Lost / (came + counted.Lost);
        var late = 100.0 * counted.Late / came;
        var roundTrip = counted.RoundTrip?.TotalMilliseconds;
        double? lostByPeer = counted is { LostByPeer: { } n, PacketsSent: > 0 } ? Math.Clamp(100.0 * n / counted.PacketsSent, 0, 100) : null;
        var rating = BestRating - DelayImpairment(OwnDelayMs + ((roundTrip ?? 0) / 2)) - LossImpairment(Math.Min(100, lost + late));
        return new CallQuality(
            Math.Round(OpinionOf(rating), 2), Math.Round(lost, 2), Math.Round(late, 2), Math.Round(counted.Jitter.TotalMilliseconds, 1),
            roundTrip is { } trip ? Math.Round(trip, 1) : null, lostByPeer is { } share ? Math.Round(share, 2) : null);
    }

    /// <summary>The opinion of a rating (G.107 Annex B, equation B-4).</summary>
    internal static double OpinionOf(double rating) => rating switch
    {
        <= 0 => 1,
        >= 100 => 4.5,
        _ => Math.Max(1, 1 + (0.035 * rating) + (rating * (rating - 60) * (100 - rating) * 7e-6)),
    };

    /// <summary>Idd of G.107 (7.4.2, equation 7-27): nothing up to 100 ms one way.</summary>
    internal static double DelayImpairment(double oneWayMs)
    {
        if (oneWayMs <= 100)
        {
            return 0;
        }
        var x = Math.Log2(oneWayMs / 100);
        return 25 * (Math.Pow(1 + Math.Pow(x, 6), 1.0 / 6) - (3 * Math.Pow(1 + Math.Pow(x / 3, 6), 1.0 / 6)) + 2);
    }

    /// <summary>Ie,eff of G.107 (7.5, equation 7-29) for G.711 (Ie 0) and random loss (BurstR 1).</summary>
    private static double LossImpairment(double lossPercent) => 95 * lossPercent / (lossPercent + LossRobustness);
}
