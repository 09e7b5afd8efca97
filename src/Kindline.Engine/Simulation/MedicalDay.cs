namespace Kindline.Engine.Simulation;

/// <summary>
/// How many people call a practice at which hour: busier Monday to Wednesday, slower on Thursday and Friday, a peak in the morning
/// and a smaller one after lunch; never nothing, so that a demo lives at any hour. Times are those of the practice's own clock.
/// </summary>
public static class MedicalDay
{
    /// <summary>The least share of the busiest hour, on a Sunday night too.</summary>
    public const double Floor = 0.35;

    // Sunday first, as DayOfWeek counts.
    private static readonly double[] OfDay = [0.15, 1.0, 0.95, 0.9, 0.7, 0.65, 0.25];

    // From midnight on, each hour's share of the day's busiest.
    private static readonly double[] OfHour =
    [
        0.02, 0.01, 0.01, 0.01, 0.02, 0.05, 0.15, 0.45, 0.85, 1.0, 0.95, 0.8,
        0.55, 0.75, 0.85, 0.7, 0.55, 0.3, 0.15, 0.1, 0.08, 0.06, 0.04, 0.03,
    ];

    /// <summary>The share of the week's busiest hour in which people call at this time: <see cref="Floor"/> to 1.</summary>
    public static double ShareAt(DateTime local) => Math.Max(Floor, OfDay[(int)local.DayOfWeek] * OfHour[local.Hour]);

    /// <summary>When the next one calls after this one, at random as people do (a Poisson stream).</summary>
    /// <param name="local">The practice's clock.</param>
    /// <param name="perBusiestHour">How many call in the week's busiest hour.</param>
    /// <param name="random">The same seed gives the same day.</param>
    public static TimeSpan NextAfter(DateTime local, double perBusiestHour, Random random)
    {
        var perHour = perBusiestHour * ShareAt(local);
        return TimeSpan.FromHours(-Math.Log(1 - random.NextDouble()) / perHour);
    }
}
