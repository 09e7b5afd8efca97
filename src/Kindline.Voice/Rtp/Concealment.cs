namespace Kindline.Voice.Rtp;

/// <summary>
/// Fills what was lost with the pitch of what went before (after ITU-T G.711 Appendix I): the last period is repeated, from 10 ms on
/// fading by a fifth each 10 ms, silent after 60 ms. Where what comes after is known already, its first period goes backwards into the
/// gap in the same way, and the one passes into the other; all that came is then heard as it came. Where it is not, it is blended in when
/// it comes. What does not repeat itself, like a hiss, is filled at half its loudness. Of one stream, not thread-safe.
/// </summary>
/// <remarks>A heard sample costs two stores; the first lost one some 20,000 multiplications, 10 to 20 microseconds.</remarks>
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
    private const int Farewell = 80;
    private const int LeastForeseen = LongestPeriod + 40;
    private const int Joint = 16;

    private readonly short[] history = new short[HistoryLength];
    private readonly short[] period = new short[LongestPeriod];
    private int written;
    private int periodLength;
    private float repeats = 1;
    private readonly short[] next = new short[LongestPeriod];
    private int nextLength;
    private float nextRepeats = 1;
    private float nextStep;
    private int bridge;
    private int bridgeLeft;
    // Before anything came it is silent, as after a long gap.
    private int lost = SilentAfter;
    private int farewell = SilentAfter;
    private int gap;
    private int blended;
    private int blendLength;

    /// <summary>A sample that came; right after a gap it is heard with what filled the gap beneath it.</summary>
    internal short Heard(short sample)
    {
        if (lost > 0)
        {
            (gap, lost, blended) = (lost, 0, 0);
            var isBridged = bridge > 0 && bridgeLeft == 0;
            blendLength = gap >= SilentAfter || isBridged ? 0 : Math.Min(LongestBlend, ShortestBlend + (gap * 2 / 5));
            (bridge, bridgeLeft) = (0, 0);
        }
        if (blended < blendLength)
        {
            return Remember(Blend(sample));
        }
        farewell = SilentAfter;
        return Remember(sample);
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
        if (bridgeLeft > 0)
        {
            var weight = (bridge - bridgeLeft + 1f) / (bridge + 1);
            filled = (short)((filled * (1 - weight)) + (Leading(bridgeLeft) * weight));
            bridgeLeft--;
        }
        lost = Math.Min(lost + 1, SilentAfter);
        return Remember(filled);
    }

    /// <summary>What will be heard after so many lost samples more. Of no use after a gap so long that nothing is heard any more.</summary>
    internal void Foresee(int after, ReadOnlySpan<short> heard)
    {
        if (bridge > 0 || lost >= SilentAfter || farewell < SilentAfter || heard.Length < LeastForeseen)
        {
            return;
        }
        (bridge, bridgeLeft) = (after, after);
        (nextLength, nextRepeats) = FindFirstPeriod(heard);
        heard[..nextLength].CopyTo(next);
        nextStep = heard[0] - heard[nextLength];
    }

    /// <summary>A new source begins: of the old one the next gap holds no more than 10 ms, fading, so that it does not end in a click.</summary>
    internal void Reset() => farewell = lost;

    private short Remember(short sample)
    {
        history[written++ & Mask] = sample;
        return sample;
    }

    private int Ago(int samples) => history[(written - samples) & Mask];

    /// <summary>The last period, its end bent towards what went before its beginning, so that it can follow itself.</summary>
    private void TakePeriod()
    {
        (periodLength, repeats) = FindPeriod();
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

    /// <summary>The shift at which the last 20 ms are most like what went before, from 5 to 15 ms (200 to 66 Hz), and how much of them repeats.</summary>
    private (int Length, float Repeats) FindPeriod()
    {
        Span<short> latest = stackalloc short[Compared + LongestPeriod];
        for (var i = 0; i < latest.Length; i++)
        {
            // Backwards, so that one search does for both ends of a gap.
            latest[i] = (short)Ago(i + 1);
        }
        return Find(latest, Compared);
    }

    private static (int Length, float Repeats) FindFirstPeriod(ReadOnlySpan<short> heard) => Find(heard, heard.Length - LongestPeriod);

    private static (int Length, float Repeats) Find(ReadOnlySpan<short> sound, int compared)
    {
        var own = 1.0;
        for (var i = 0; i < compared; i++)
        {
            own += (double)sound[i] * sound[i];
        }
        var (best, bestLikeness) = (LongestPeriod, double.MinValue);
        for (var shift = ShortestPeriod; shift <= LongestPeriod; shift++)
        {
            var (product, energy) = (0.0, 1.0);
            for (var i = 0; i < compared; i++)
            {
                double other = sound[i + shift];
                product += sound[i] * other;
                energy += other * other;
            }
            var likeness = product / Math.Sqrt(energy * own);
            (best, bestLikeness) = likeness > bestLikeness ? (shift, likeness) : (best, bestLikeness);
        }
        return (best, (float)Math.Clamp(bestLikeness, 0.0, 1.0));
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
        var gain = Fading(at);
        if (at > farewell)
        {
            gain *= Math.Max(0, 1f - ((at - farewell) / (float)Farewell));
        }
        return (short)(period[at % periodLength] * gain * Share(at, repeats));
    }

    /// <summary>The sample that stands so many before what comes next.</summary>
    private float Leading(int before)
    {
        if (before > SilentAfter)
        {
            return 0;
        }
        var sample = next[nextLength - 1 - ((before - 1) % nextLength)] + (nextStep * Math.Max(0, 1f - (before / (float)Joint)));
        return sample * Fading(before - 1) * Share(before - 1, nextRepeats);
    }

    private static float Fading(int at) => at < FullFor ? 1f : 1f - ((at - FullFor) / (float)(SilentAfter - FullFor));

    // From all at the edge to what repeats itself, and half of the rest.
    private static float Share(int at, float repeats) => 1 - ((1 - repeats) * Math.Min(0.5f, at / 64f));
}
