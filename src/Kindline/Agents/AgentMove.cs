using Kindline.Engine;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Agents;

/// <summary>
/// One agent's part of a move to other work: to a queue, until it ends, or to another routing profile. Kept for good; while it is open
/// it decides what the agent serves, over a restart too.
/// </summary>
public sealed class AgentMove
{
    public MoveId MoveId { get; set; }
    public AgentId AgentId { get; set; }
    public PracticeId PracticeId { get; set; }

    /// <summary>The queue that is no longer served meanwhile; null where none is left.</summary>
    public QueueId? FromQueueId { get; set; }

    /// <summary>The queue served first; null for a move to a profile.</summary>
    public QueueId? ToQueueId { get; set; }

    public ProfileId? ToProfileId { get; set; }
    public ProfileId? FormerProfileId { get; set; }

    /// <summary>Returns by itself once the queue's level of the last half hour has been as high for <see cref="HeldMinutes"/>; null: by hand.</summary>
    public int? Percent { get; set; }

    public int? HeldMinutes { get; set; }
    public Guid MadeBy { get; set; }
    public DateTimeOffset MadeAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>held, undone or replaced.</summary>
    public string? EndedBy { get; set; }
}

internal sealed class AgentMoveMapping : IEntityTypeConfiguration<AgentMove>
{
    public void Configure(EntityTypeBuilder<AgentMove> builder)
    {
        builder.ToTable("AgentMoves").HasKey(m => new { m.MoveId, m.AgentId });
        builder.HasIndex(m => m.EndedAt);
        builder.Property(m => m.EndedBy).HasMaxLength(20);
    }
}
