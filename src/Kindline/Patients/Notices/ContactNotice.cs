using Kindline.Foundation;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Patients.Notices;

/// <summary>
/// An old number, e-mail address or home of a patient that is to be told that their contact details were changed: where somebody else
/// changed them, the patient hears of it there (compliance 1.2). Staff tell them by hand.
/// </summary>
public sealed class ContactNotice
{
    public NoticeId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public PatientId PatientId { get; set; }
    public NoticeWay Way { get; set; }

    /// <summary>The number as E.164, the e-mail address, or the home on one line.</summary>
    public string To { get; set; } = "";

    /// <summary>What was changed, by the names of the trail alone: phones, address, email, proxies.</summary>
    public List<string> Changed { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The end of the second working day.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>What forbids this way: then nobody tells them. Null where nothing does.</summary>
    public NoticeBar? Forbidden { get; set; }

    public NoticeOutcome? Outcome { get; set; }

    /// <summary>When somebody said what came of it; null while nobody has.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    public Guid? ToldBy { get; set; }
    public string? Note { get; set; }
}

/// <summary>How an old contact is told.</summary>
public enum NoticeWay
{
    Call,
    Email,
    Letter,
}

/// <summary>What in a record forbids a way to tell.</summary>
public enum NoticeBar
{
    Deceased,
    DoNotCall,
    NeverAtWork,
    NoEmail,
    NoMail,
}

/// <summary>What came of telling.</summary>
public enum NoticeOutcome
{
    Told,
    CouldNot,
}

internal sealed class ContactNoticeMapping : IEntityTypeConfiguration<ContactNotice>
{
    public const int LongestNote = 500;

    public void Configure(EntityTypeBuilder<ContactNotice> builder)
    {
        builder.ToTable("ContactNotices").HasKey(n => n.Id);
        // A home on one line: street, city, state and ZIP.
        builder.Property(n => n.To).HasMaxLength(254);
        builder.Property(n => n.Note).HasMaxLength(LongestNote);
        builder.HasIndex(n => new { n.PracticeId, n.CreatedAt });
        builder.HasIndex(n => new { n.PatientId, n.CreatedAt });
        builder.HasOne<Practice>().WithMany().HasForeignKey(n => n.PracticeId);
    }
}

internal static class ContactNoticeTables
{
    extension(Db db)
    {
        public DbSet<ContactNotice> ContactNotices => db.Set<ContactNotice>();
    }
}
