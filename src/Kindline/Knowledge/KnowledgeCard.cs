using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Knowledge;

/// <summary>What an agent may tell a caller about a practice: where to park, which fax number, how to prepare. Holds no patient's data.</summary>
public sealed class KnowledgeCard
{
    public CardId Id { get; set; }
    public PracticeId PracticeId { get; set; }

    /// <summary>E.164 of the line that it is for; null for all lines.</summary>
    public string? Line { get; set; }

    /// <summary>The place that it is about, as agents say it.</summary>
    public string? Location { get; set; }

    /// <summary>The clinician that it is about.</summary>
    public string? Provider { get; set; }

    public string Title { get; set; } = "";

    /// <summary>Markdown without pictures or HTML.</summary>
    public string Body { get; set; } = "";

    /// <summary>Who answers for it.</summary>
    public Guid OwnerId { get; set; }

    /// <summary>The last day on which it holds, in the practice's zone.</summary>
    public DateOnly? ExpiresOn { get; set; }

    /// <summary>The last day of which the owner was told.</summary>
    public DateOnly? ExpiryToldOn { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
    public Guid ChangedBy { get; set; }

    /// <summary>A deleted card is kept, so that the deletion can be undone.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}

/// <summary>An agent's word that a card is wrong; open until its work item is done or an editor has settled it.</summary>
public sealed class CardReport
{
    public Guid Id { get; set; }
    public CardId CardId { get; set; }
    public WorkItemId WorkItemId { get; set; }
    public string Note { get; set; } = "";
    public Guid ReportedBy { get; set; }
    public DateTimeOffset ReportedAt { get; set; }
}

internal sealed class KnowledgeMapping : IEntityTypeConfiguration<KnowledgeCard>, IEntityTypeConfiguration<CardReport>
{
    public void Configure(EntityTypeBuilder<KnowledgeCard> builder)
    {
        builder.ToTable("KnowledgeCards").HasKey(c => c.Id);
        builder.Property(c => c.Line).HasMaxLength(16);
        builder.Property(c => c.Location).HasMaxLength(120);
        builder.Property(c => c.Provider).HasMaxLength(120);
        builder.Property(c => c.Title).HasMaxLength(120);
        builder.Property(c => c.Body).HasMaxLength(4000);
        builder.HasIndex(c => c.PracticeId);
    }

    public void Configure(EntityTypeBuilder<CardReport> builder)
    {
        builder.ToTable("CardReports").HasKey(r => r.Id);
        builder.Property(r => r.Note).HasMaxLength(500);
        builder.HasIndex(r => r.CardId);
    }
}

internal static class KnowledgeTables
{
    extension(Db db)
    {
        public DbSet<KnowledgeCard> KnowledgeCards => db.Set<KnowledgeCard>();
        public DbSet<CardReport> CardReports => db.Set<CardReport>();
    }
}
