using Kindline.Engine;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Numbers;

/// <summary>A DID of ours: whose it is and where its callers go.</summary>
public sealed class Number
{
    /// <summary>E.164.</summary>
    public string E164 { get; set; } = "";

    public PracticeId PracticeId { get; set; }

    /// <summary>What the line is for, as an agent says it: "Appointments".</summary>
    public string Purpose { get; set; } = "";

    public QueueId QueueId { get; set; }

    /// <summary>Whether outbound calls of the practice show this number.</summary>
    public bool ShownOutbound { get; set; }
}

/// <summary>A carrier's gateway known by address: its calls come in without a password, ours go out to it.</summary>
public sealed class TrunkLine
{
    public string Name { get; set; } = "";

    /// <summary>Comma-separated addresses or prefixes its calls come from: "203.0.113.7, 198.51.100.0/24".</summary>
    public string From { get; set; } = "";

    /// <summary>HOST:PORT for outbound calls, or null.</summary>
    public string? Outbound { get; set; }

    public string? User { get; set; }
    public string? ProtectedPassword { get; set; }
}

internal sealed class NumberMapping : IEntityTypeConfiguration<Number>, IEntityTypeConfiguration<TrunkLine>
{
    public void Configure(EntityTypeBuilder<Number> builder)
    {
        builder.ToTable("Numbers").HasKey(n => n.E164);
        builder.Property(n => n.E164).HasMaxLength(16);
        builder.Property(n => n.Purpose).HasMaxLength(120);
    }

    public void Configure(EntityTypeBuilder<TrunkLine> builder)
    {
        builder.ToTable("Trunks").HasKey(t => t.Name);
        builder.Property(t => t.Name).HasMaxLength(80);
        builder.Property(t => t.From).HasMaxLength(1000);
        builder.Property(t => t.Outbound).HasMaxLength(200);
        builder.Property(t => t.User).HasMaxLength(120);
    }
}

internal static class NumberTables
{
    extension(Db db)
    {
        public DbSet<Number> Numbers => db.Set<Number>();
        public DbSet<TrunkLine> Trunks => db.Set<TrunkLine>();
    }
}
