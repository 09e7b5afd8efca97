using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Practices.Links;

/// <summary>A way from a person's card into another system of the practice, opened at that very person (R89, R90).</summary>
public sealed class RecordLink
{
    public LinkId Id { get; set; }
    public PracticeId PracticeId { get; set; }

    /// <summary>What the card calls it: "Chart".</summary>
    public string Name { get; set; } = "";

    public LinkKind Kind { get; set; }

    /// <summary>An https address with placeholders (<see cref="LinkTemplate"/>).</summary>
    public string Template { get; set; } = "";

    /// <summary>Kept for the trail, offered no more.</summary>
    public DateTimeOffset? RetiredAt { get; set; }
}

public enum LinkKind
{
    /// <summary>Medical records.</summary>
    Emr,

    /// <summary>Where patients see their own.</summary>
    Portal,
    Payer,
    Other,
}

internal sealed class RecordLinkMapping : IEntityTypeConfiguration<RecordLink>
{
    public void Configure(EntityTypeBuilder<RecordLink> builder)
    {
        builder.ToTable("RecordLinks").HasKey(l => l.Id);
        builder.Property(l => l.Name).HasMaxLength(60);
        builder.Property(l => l.Template).HasMaxLength(LinkTemplate.Longest);
        builder.HasIndex(l => l.PracticeId);
    }
}

internal static class LinkTables
{
    extension(Db db)
    {
        public DbSet<RecordLink> RecordLinks => db.Set<RecordLink>();
    }
}
