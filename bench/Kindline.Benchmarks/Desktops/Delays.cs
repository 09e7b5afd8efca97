namespace Kindline.Benchmarks.Desktops;

/// <summary>How long something took, in milliseconds: how often it was seen, its middle, its 99th percentile and its worst.</summary>
internal sealed record DelayFigures(int Count, double P50, double P99, double Max);

/// <summary>Collects delays from any thread.</summary>
internal sealed class Delays
{
    private readonly Lock gate = new();
    private List<double> all = [];

    public void Add(TimeSpan delay)
    {
        lock (gate)
        {
            all.Add(delay.TotalMilliseconds);
        }
    }

    /// <summary>What came together since the last time.</summary>
    public DelayFigures Take()
    {
        List<double> taken;
        lock (gate)
        {
            (taken, all) = (all, []);
        }
        taken.Sort();
        return taken.Count == 0 ? new DelayFigures(0, 0, 0, 0)
            : new DelayFigures(taken.Count, At(0.5), At(0.99), Math.Round(taken[^1], 1));

        double At(double share) => Math.Round(taken[(int)((taken.Count - 1) * share)], 1);
    }
}
