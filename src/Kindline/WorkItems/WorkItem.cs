using Kindline.Engine;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.WorkItems;

/// <summary>A task in a team's list, such as a voicemail to hear.</summary>
public sealed class WorkItem
{
    public WorkItemId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public WorkItemKind Kind { get; set; }
    public string Title { get; set; } = "";
    public QueueId? QueueId { get; set; }
    public InteractionId? InteractionId { get; set; }
    public Guid? AssigneeId { get; set; }
    public WorkItemState State { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset DueAt { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public Guid? DoneBy { get; set; }
    public string? Note { get; set; }
}

public enum WorkItemKind
{
    Voicemail,
    Task,
    Clinical,

    /// <summary>A knowledge card that is wrong, or whose time is over.</summary>
    Knowledge,
}

public enum WorkItemState
{
    Open,
    Claimed,
    Done,
}

/// <summary>
/// A call that was lost in any way, and that somebody has to call back: one open entry per practice and number. A call-back that an
/// agent promised is an entry of its own, one for each interaction.
/// </summary>
public sealed class Owed
{
    public OwedId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public OwedKind Kind { get; set; }

    /// <summary>E.164, or the SIP user part of a caller without a number.</summary>
    public string Number { get; set; } = "";

    public QueueId? QueueId { get; set; }

    /// <summary>The latest interaction that was lost.</summary>
    public InteractionId InteractionId { get; set; }

    public Guid? OwnerId { get; set; }

    /// <summary>When the first of them was lost; the clock runs from here.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    /// <summary>An agent named the time: it stands although the person calls before.</summary>
    public bool Promised { get; set; }

    /// <summary>What the promised call is for.</summary>
    public string? Note { get; set; }

    /// <summary>How often the person tried in vain.</summary>
    public int Attempts { get; set; } = 1;

    public DateTimeOffset? ClosedAt { get; set; }
    public Guid? ClosedBy { get; set; }
    public OwedClosing? Closing { get; set; }
    public string? CloseReason { get; set; }

    /// <summary>The interaction in which the person got through.</summary>
    public InteractionId? ClosedByInteraction { get; set; }
}

public enum OwedKind
{
    Abandoned,
    Voicemail,
    CallBack,
    ReturnedTransfer,
    Interrupted,
}

public enum OwedClosing
{
    GotThrough,
    CalledBack,
    ByHand,

    /// <summary>The promise was taken back.</summary>
    Withdrawn,
}

internal sealed class WorkItemMapping : IEntityTypeConfiguration<WorkItem>, IEntityTypeConfiguration<Owed>
{
    public void Configure(EntityTypeBuilder<WorkItem> builder)
    {
        builder.ToTable("WorkItems").HasKey(w => w.Id);
        builder.Property(w => w.Title).HasMaxLength(200);
        builder.HasIndex(w => new { w.PracticeId, w.State, w.DueAt });
        builder.HasIndex(w => new { w.InteractionId, w.Kind }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Owed> builder)
    {
        builder.ToTable("Owed").HasKey(o => o.Id);
        builder.Property(o => o.Number).HasMaxLength(120);
        builder.Property(o => o.CloseReason).HasMaxLength(500);
        builder.Property(o => o.Note).HasMaxLength(500);
        builder.HasIndex(o => o.InteractionId);
        builder.HasIndex(o => new { o.PracticeId, o.Number, o.ClosedAt });
        builder.HasIndex(o => o.ClosedAt);
    }
}

internal static class WorkItemTables
{
    extension(Db db)
    {
        public DbSet<WorkItem> WorkItems => db.Set<WorkItem>();
        public DbSet<Owed> Owed => db.Set<Owed>();
    }
}
