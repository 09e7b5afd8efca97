using Kindline.Engine;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Supervision;

/// <summary>A short text from one who leads to one or many desks; kept with who has seen it.</summary>
public sealed class Announcement
{
    public const int LongestText = 200;

    public Guid Id { get; set; }
    public Guid MadeBy { get; set; }
    public string MadeByName { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public string Text { get; set; } = "";
    public List<AnnouncementReceipt> Receipts { get; set; } = [];
}

/// <summary>One agent who was told.</summary>
public sealed class AnnouncementReceipt
{
    public Guid AnnouncementId { get; set; }
    public AgentId AgentId { get; set; }
    public DateTimeOffset? SeenAt { get; set; }
}

internal sealed class AnnouncementMapping : IEntityTypeConfiguration<Announcement>, IEntityTypeConfiguration<AnnouncementReceipt>
{
    public void Configure(EntityTypeBuilder<Announcement> builder)
    {
        builder.ToTable("Announcements").HasKey(a => a.Id);
        builder.Property(a => a.Text).HasMaxLength(Announcement.LongestText);
        builder.Property(a => a.MadeByName).HasMaxLength(120);
        builder.HasMany(a => a.Receipts).WithOne().HasForeignKey(r => r.AnnouncementId);
    }

    public void Configure(EntityTypeBuilder<AnnouncementReceipt> builder)
    {
        builder.ToTable("AnnouncementReceipts").HasKey(r => new { r.AnnouncementId, r.AgentId });
        builder.HasIndex(r => new { r.AgentId, r.SeenAt });
    }
}
