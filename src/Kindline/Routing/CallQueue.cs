using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Routing;

/// <summary>A queue of one practice with its rules.</summary>
public sealed class CallQueue
{
    public QueueId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Name { get; set; } = "";
    public string Strategy { get; set; } = "longest-idle";

    /// <summary>How long an agent's phone rings before the call goes to the next one.</summary>
    public int OfferSeconds { get; set; } = 12;

    /// <summary>How many may wait; the next caller overflows to voicemail (R59).</summary>
    public int MaxWaiting { get; set; } = 10;

    public bool AutoAnswer { get; set; }

    /// <summary>The N of "percent answered within N seconds" (R58).</summary>
    public int ServiceLevelSeconds { get; set; } = 20;

    /// <summary>How soon a lost call of this queue is called back.</summary>
    public int OwedMinutes { get; set; } = 60;

    /// <summary>How long the work after a call is meant to take; the agent's clock counts down from it, and nothing happens when it is over.</summary>
    public int WrapUpSeconds { get; set; } = UsualWrapUpSeconds;

    /// <summary>For calls without a queue too.</summary>
    public const int UsualWrapUpSeconds = 60;

    public int Priority { get; set; }

    /// <summary>Its calls are about money: whoever answers them sees what the person owes (compliance 1.3).</summary>
    public bool ShowsBalance { get; set; }

    public QueueSettings ToSettings() =>
        new(Id, Strategy, TimeSpan.FromSeconds(OfferSeconds), MaxWaiting, AutoAnswer, Priority, OverflowWhenNobodyReady: true);
}

/// <summary>Which queues an agent serves, changed in one step (R56).</summary>
public sealed class Profile
{
    public ProfileId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Name { get; set; } = "";
    public List<ProfileEntry> Queues { get; set; } = [];
}

public sealed class ProfileEntry
{
    public ProfileId ProfileId { get; set; }
    public QueueId QueueId { get; set; }

    /// <summary>1 is served first.</summary>
    public int Level { get; set; } = 1;
}

internal sealed class RoutingMapping : IEntityTypeConfiguration<CallQueue>, IEntityTypeConfiguration<Profile>, IEntityTypeConfiguration<ProfileEntry>
{
    public void Configure(EntityTypeBuilder<CallQueue> builder)
    {
        builder.ToTable("Queues").HasKey(q => q.Id);
        builder.Property(q => q.Name).HasMaxLength(120);
        builder.Property(q => q.Strategy).HasMaxLength(40);
        builder.Property(q => q.WrapUpSeconds).HasDefaultValue(CallQueue.UsualWrapUpSeconds);
    }

    public void Configure(EntityTypeBuilder<Profile> builder)
    {
        builder.ToTable("RoutingProfiles").HasKey(p => p.Id);
        builder.Property(p => p.Name).HasMaxLength(120);
        builder.HasMany(p => p.Queues).WithOne().HasForeignKey(q => q.ProfileId);
    }

    public void Configure(EntityTypeBuilder<ProfileEntry> builder) =>
        builder.ToTable("RoutingProfileQueues").HasKey(q => new { q.ProfileId, q.QueueId });
}

internal static class RoutingTables
{
    extension(Db db)
    {
        public DbSet<CallQueue> Queues => db.Set<CallQueue>();
        public DbSet<Profile> RoutingProfiles => db.Set<Profile>();
    }
}
