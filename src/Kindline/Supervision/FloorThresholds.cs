using Kindline.Engine.Supervision;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Supervision;

/// <summary>From where on a practice's floor shows flags and alerts; a practice without a row has the usual ones.</summary>
public sealed class FloorThresholds
{
    public PracticeId PracticeId { get; set; }
    public int WrapUpSeconds { get; set; }
    public int HoldSeconds { get; set; }
    public int CallSeconds { get; set; }
    public int MissedOffers { get; set; }
    public int LongestWaitSeconds { get; set; }
    public int Waiting { get; set; }

    /// <summary>Percent answered within the queue's own limit, in the last half hour.</summary>
    public int Percent { get; set; }

    /// <summary>The agent's desk says so while a supervisor only listens; otherwise it says nothing until somebody whispers or barges in.</summary>
    public bool ShowsListening { get; set; }

    public static FloorThresholds Usual(PracticeId practice)
    {
        var usual = Thresholds.Usual;
        return new FloorThresholds
        {
            PracticeId = practice,
            WrapUpSeconds = (int)usual.WrapUp.TotalSeconds,
            HoldSeconds = (int)usual.Hold.TotalSeconds,
            CallSeconds = (int)usual.Call.TotalSeconds,
            MissedOffers = usual.MissedOffers,
            LongestWaitSeconds = (int)usual.LongestWait.TotalSeconds,
            Waiting = usual.Waiting,
            Percent = (int)usual.Percent,
        };
    }

    public Thresholds ToThresholds() => new(
        TimeSpan.FromSeconds(WrapUpSeconds), TimeSpan.FromSeconds(HoldSeconds), TimeSpan.FromSeconds(CallSeconds), MissedOffers,
        TimeSpan.FromSeconds(LongestWaitSeconds), Waiting, Percent);
}

internal sealed class FloorThresholdsMapping : IEntityTypeConfiguration<FloorThresholds>
{
    public void Configure(EntityTypeBuilder<FloorThresholds> builder) => builder.ToTable("FloorThresholds").HasKey(t => t.PracticeId);
}
