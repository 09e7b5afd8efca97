namespace Kindline.Voice.Sip.Guard;

/// <summary>So many a second for long, and so many at once.</summary>
public readonly record struct Rate(double PerSecond, double Burst);

/// <summary>What is left of a <see cref="Rate"/> at a time in ticks; a value, so that a table of them is one block of memory.</summary>
internal readonly record struct TokenBucket(double Left, long At)
{
    public static TokenBucket Full(Rate rate, long now) => new(rate.Burst, now);

    /// <summary>Takes one where there is one; a clock that goes back gives nothing and takes nothing.</summary>
    public bool TryTake(Rate rate, long now, out TokenBucket next)
    {
        var passed = Math.Max(0, now - At) / (double)TimeSpan.TicksPerSecond;
        var left = Math.Min(rate.Burst, Left + passed * rate.PerSecond);
        var taken = left >= 1;
        next = new TokenBucket(taken ? left - 1 : left, now);
        return taken;
    }
}
