using Kindline.Engine;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Agents;

/// <summary>An account that takes calls: its phone and its routing profile. The id is the account's own.</summary>
public sealed class AgentRow
{
    public AgentId Id { get; set; }
    public ProfileId? ProfileId { get; set; }
    public PhoneKind PhoneKind { get; set; } = PhoneKind.Browser;

    /// <summary>The user part its phone registers under.</summary>
    public string SipUser { get; set; } = "";

    /// <summary>The phone's secret, under data protection.</summary>
    public string ProtectedSecret { get; set; } = "";

    /// <summary>The page that has the agent's desk: it alone knows the secret of the browser phone.</summary>
    public Guid? DeskId { get; set; }
}

public enum PhoneKind
{
    Sip,
    Browser,
}

/// <summary>A change of an agent's state, kept for occupancy and adherence.</summary>
public sealed class AgentStateChange
{
    public long Id { get; set; }
    public AgentId AgentId { get; set; }
    public DateTimeOffset At { get; set; }
    public string State { get; set; } = "";
    public string? Reason { get; set; }
    public InteractionId? InteractionId { get; set; }
}

internal sealed class AgentMapping : IEntityTypeConfiguration<AgentRow>, IEntityTypeConfiguration<AgentStateChange>
{
    public void Configure(EntityTypeBuilder<AgentRow> builder)
    {
        builder.ToTable("Agents").HasKey(a => a.Id);
        builder.Property(a => a.SipUser).HasMaxLength(60);
        builder.HasIndex(a => a.SipUser).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AgentStateChange> builder)
    {
        builder.ToTable("AgentStateChanges").HasKey(c => c.Id);
        builder.Property(c => c.State).HasMaxLength(20);
        builder.Property(c => c.Reason).HasMaxLength(120);
        builder.HasIndex(c => new { c.AgentId, c.At });
    }
}

internal static class AgentTables
{
    extension(Db db)
    {
        public DbSet<AgentRow> Agents => db.Set<AgentRow>();
        public DbSet<AgentStateChange> AgentStateChanges => db.Set<AgentStateChange>();
    }
}
