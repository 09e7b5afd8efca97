using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Reporting.Days;

/// <summary>What a practice wants of one figure, in the figure's own unit: at least or at most so much, as <see cref="Aims"/> says.</summary>
public sealed class MetricTarget
{
    public PracticeId PracticeId { get; set; }
    public string Metric { get; set; } = "";

    /// <summary>Null where the practice has taken away a target that is usual.</summary>
    public decimal? Value { get; set; }
}

internal sealed class MetricTargetMapping : IEntityTypeConfiguration<MetricTarget>
{
    public void Configure(EntityTypeBuilder<MetricTarget> builder)
    {
        builder.ToTable("MetricTargets").HasKey(t => new { t.PracticeId, t.Metric });
        builder.Property(t => t.Metric).HasMaxLength(60);
        builder.Property(t => t.Value).HasPrecision(9, 2);
    }
}

/// <summary>Which way a figure is better.</summary>
internal enum Aim
{
    AtLeast,
    AtMost,
}

/// <summary>
/// Which figures can have a target, and the one target that is there from the start: 80 % within the queue's seconds (R58). Handle time
/// has a target at the centre's own risk: shorter is not by itself better (R332).
/// </summary>
internal static class Aims
{
    private static readonly Dictionary<string, Aim> All = new(StringComparer.Ordinal)
    {
        ["handledRatio"] = Aim.AtLeast,
        ["serviceLevel"] = Aim.AtLeast,
        ["averageSpeedToAnswer"] = Aim.AtMost,
        ["averageQueueTime"] = Aim.AtMost,
        ["longestWait"] = Aim.AtMost,
        ["averageHandleTime"] = Aim.AtMost,
        ["averageHoldTime"] = Aim.AtMost,
        ["averageAfterCallWork"] = Aim.AtMost,
        ["abandonmentRate"] = Aim.AtMost,
        ["repeatRatio"] = Aim.AtMost,
        ["firstCallResolution"] = Aim.AtLeast,
        ["occupancy"] = Aim.AtMost,
        ["callsMade"] = Aim.AtLeast,
    };

    public static IReadOnlyDictionary<string, decimal> Usual { get; } = new Dictionary<string, decimal> { ["serviceLevel"] = 80 };

    public static IEnumerable<string> Metrics => All.Keys;

    public static Aim? Of(string metric) => All.TryGetValue(metric, out var aim) ? aim : null;

    /// <summary>Null where there is no figure yet or no target.</summary>
    public static bool? Meets(string metric, decimal? value, decimal? target) => (value, target, Of(metric)) switch
    {
        ({ } v, { } t, Aim.AtLeast) => v >= t,
        ({ } v, { } t, Aim.AtMost) => v <= t,
        _ => null,
    };
}
