namespace Kindline.Voice.Rtp;

/// <summary>
/// Fills what was lost with the pitch of what went before (after ITU-T G.711 Appendix I): the last period is repeated, from 10 ms on
/// fading by a fifth each 10 ms, silent after 60 ms; where sound comes again it is blended in. Nothing is delayed: what was heard stays
/// as it was. Of one stream, not thread-safe.
/// </summary>
/// <remarks>A heard sample costs one store; the first lost one 13,000 multiplications, some 10 microseconds.</remarks>
internal sealed class Concealment
{
    /// <summary>Samples until nothing is heard any more: 60 ms.</summary>
    internal const int SilentAfter = 480;

    private const int LongestPeriod = 120;
    private const int ShortestPeriod = 40;
    private const int Compared = 160;
    private const int HistoryLength = 512;
    private const int Mask = HistoryLength - 1;
    private const int FullFor = 80;
    private const int ShortestBlend = 32;
    private const int LongestBlend = 80;

    private readonly short[] history = new short[HistoryLength];
    private readonly short[] period = new short[LongestPeriod];
    private int written;
    private int periodLength;
    // Before anything came it is silent, as after a long gap.
    private int lost = SilentAfter;
    private int gap;
    private int blended;
    private int blendLength;

    /// <summary>A sample that came; right after a gap it is heard with what filled the gap beneath it.</summary>
    internal short Heard(short sample)
    {
        if (lost > 0)
        {
            (gap, lost, blended) = (lost, 0, 0);
            blendLength = gap >= SilentAfter ? 0 : Math.Min(LongestBlend, ShortestBlend + (gap * 2 / 5));
        }
        return Remember(blended < blendLength ? Blend(sample) : sample);
    }

    /// <summary>The next sample of a gap.</summary>
    internal short Lost()
    {
        if (lost == 0)
        {
            TakePeriod();
            blendLength = 0;
        }
        var filled = Filling(lost);
        lost = Math.Min(lost + 1, SilentAfter);
        return Remember(filled);
    }

    /// <summary>A new source begins: nothing of the old one is repeated.</summary>
    internal void Reset()
    {
        Array.Clear(history);
        (written, lost, gap, blended, blendLength) = (0, SilentAfter, 0, 0, 0);
    }

    private short Remember(short sample)
    {
        history[written++ & Mask] = sample;
        return sample;
    }

    private int Ago(int samples) => history[(written - samples) & Mask];

    /// <summary>The last period, its end bent towards what went before its beginning, so that it can follow itself.</summary>
    private void TakePeriod()
    {
        periodLength = FindPeriod();
        for (var i = 0; i < periodLength; i++)
        {
            period[i] = (short)Ago(periodLength - i);
        }
        var bent = periodLength / 4;
        for (var i = 0; i < bent; i++)
        {
            var weight = (i + 1f) / (bent + 1);
            var at = periodLength - bent + i;
            period[at] = (short)((period[at] * (1 - weight)) + (Ago((2 * periodLength) - at) * weight));
        }
    }

    /// <summary>The shift at which the last 20 ms are most like what went before, from 5 to 15 ms (200 to 66 Hz).</summary>
    private int FindPeriod()
    {
        var (best, bestLikeness) = (LongestPeriod, double.MinValue);
        for (var shift = ShortestPeriod; shift <= LongestPeriod; shift++)
        {
            var (product, energy) = (0.0, 1.0);
            for (var i = 1; i <= Compared; i++)
            {
                var before = (double)Ago(i + shift);
                product += Ago(i) * before;
                energy += before * before;
            }
            var likeness = product / Math.Sqrt(energy);
            (best, bestLikeness) = likeness > bestLikeness ? (shift, likeness) : (best, bestLikeness);
        }
        return best;
    }

    private short Blend(short sample)
    {
        var weight = (float)blended / blendLength;
        var mixed = (sample * weight) + (Filling(gap + blended) * (1 - weight));
        blended++;
        return (short)mixed;
    }

    private short Filling(int at)
    {
        if (at >= SilentAfter)
        {
            return 0;
        }
        var gain = at < FullFor ? 1f : 1f - ((at - FullFor) / (float)(SilentAfter - FullFor));
        return (short)(period[at % periodLength] * gain);
    }
}
