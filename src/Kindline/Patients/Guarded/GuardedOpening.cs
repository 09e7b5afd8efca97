using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Patients.Guarded;

/// <summary>A VIP's record opened by one person for a reason, for a time; looked at by somebody else afterwards (45 CFR 164.308(a)(1)(ii)(D)).</summary>
public sealed class GuardedOpening
{
    public OpeningId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public PatientId PatientId { get; set; }

    /// <summary>To whom it is open.</summary>
    public Guid UserId { get; set; }

    public OpeningReason Reason { get; set; }

    /// <summary>Why, in words; null for a call, which says it itself.</summary>
    public string? Text { get; set; }

    /// <summary>The call that it was opened for: it ends with it.</summary>
    public InteractionId? InteractionId { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>At the latest.</summary>
    public DateTimeOffset EndsAt { get; set; }

    public Guid? ReviewedBy { get; set; }
    public DateTimeOffset? ReviewedAt { get; set; }
    public string? ReviewNote { get; set; }
}

/// <summary>Why a VIP's record was opened.</summary>
public enum OpeningReason
{
    Treatment,
    Payment,
    Operations,

    /// <summary>The patient asked for it.</summary>
    PatientsRequest,
    Emergency,

    /// <summary>A verified caller speaks of the patient; never said by hand.</summary>
    Call,
}

internal sealed class GuardedOpeningMapping : IEntityTypeConfiguration<GuardedOpening>
{
    public const int LongestText = 500;

    public void Configure(EntityTypeBuilder<GuardedOpening> builder)
    {
        builder.ToTable("GuardedOpenings").HasKey(o => o.Id);
        builder.Property(o => o.Text).HasMaxLength(LongestText);
        builder.Property(o => o.ReviewNote).HasMaxLength(LongestText);
        builder.HasIndex(o => new { o.UserId, o.EndsAt });
        builder.HasIndex(o => new { o.PracticeId, o.ReviewedAt });
        // Two pages of one desk may show the same card at once: it is one opening.
        builder.HasIndex(o => new { o.PatientId, o.UserId, o.InteractionId }).IsUnique();
        builder.HasOne<Practice>().WithMany().HasForeignKey(o => o.PracticeId);
    }
}

internal static class GuardedOpeningTables
{
    extension(Db db)
    {
        public DbSet<GuardedOpening> GuardedOpenings => db.Set<GuardedOpening>();
    }
}
