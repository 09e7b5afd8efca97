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

    /// <summary>Spoken to the agent before the caller is heard; null says practice and purpose, empty says nothing.</summary>
    public string? Whisper { get; set; }
}

internal sealed class NumberMapping : IEntityTypeConfiguration<Number>
{
    public void Configure(EntityTypeBuilder<Number> builder)
    {
        builder.ToTable("Numbers").HasKey(n => n.E164);
        builder.Property(n => n.E164).HasMaxLength(16);
        builder.Property(n => n.Purpose).HasMaxLength(120);
        builder.Property(n => n.Whisper).HasMaxLength(60);
    }
}

internal static class NumberTables
{
    extension(Db db)
    {
        public DbSet<Number> Numbers => db.Set<Number>();
    }
}
