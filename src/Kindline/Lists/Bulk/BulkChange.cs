using Kindline.Foundation;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Lists.Bulk;

public enum BulkState
{
    /// <summary>Under way, waiting behind another, or cut by a crash: it goes on by itself.</summary>
    Running,

    /// <summary>Stopped by a person, or by a fault (<see cref="BulkChange.Why"/>): it may go on, or be undone.</summary>
    Stopped,
    Done,

    /// <summary>Being undone, or cut in that: it goes on by itself.</summary>
    Undoing,
    Undone,
}

/// <summary>One field of many people set to one value, by one person for one reason: what it did, and enough to undo it. Whom it is about is settled when it starts (<see cref="BulkPerson"/>).</summary>
public sealed class BulkChange
{
    public BulkChangeId Id { get; set; }
    public PracticeId PracticeId { get; set; }

    /// <summary>The list that they were taken from.</summary>
    public ListId ListId { get; set; }

    /// <summary>Its name then.</summary>
    public string ListName { get; set; } = "";

    /// <summary>Who started it.</summary>
    public Guid UserId { get; set; }

    /// <summary>Their role then; the trail names it with each person.</summary>
    public string RoleKey { get; set; } = "";

    /// <summary>What is set (<see cref="BulkField.Key"/>).</summary>
    public string Field { get; set; } = "";

    /// <summary>Its name then.</summary>
    public string Label { get; set; } = "";

    /// <summary>To what, as the page sends it; null empties it.</summary>
    public string? Value { get; set; }

    public string Reason { get; set; } = "";
    public BulkState State { get; set; }
    public DateTimeOffset BegunAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How many it is about.</summary>
    public int People { get; set; }

    /// <summary>How many of them were to be changed when it started.</summary>
    public int Planned { get; set; }

    public int Changed { get; set; }

    /// <summary>Who had the value already.</summary>
    public int Same { get; set; }

    public int LeftOut { get; set; }

    /// <summary>Who undid it; null while nobody has.</summary>
    public Guid? UndoneBy { get; set; }

    public string? UndoneByRole { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>People who have again what they had before.</summary>
    public int Restored { get; set; }

    /// <summary>People whom the undoing left as they were.</summary>
    public int Kept { get; set; }

    /// <summary>Why it stopped, in words; null where nothing went wrong.</summary>
    public string? Why { get; set; }
}

/// <summary>What became of one person.</summary>
public enum BulkOutcome
{
    /// <summary>To be changed yet.</summary>
    Waiting,
    Changed,

    /// <summary>Had the value already.</summary>
    Same,
    LeftOut,

    /// <summary>Was changed, and has what was before again.</summary>
    Restored,

    /// <summary>Was changed, and the undoing left it.</summary>
    Kept,
}

/// <summary>Why a person is left out, or left as they are by the undoing.</summary>
public enum BulkWhy
{
    /// <summary>Reported to have died: the record is left alone.</summary>
    Deceased,

    /// <summary>Made one with another record.</summary>
    Merged,

    /// <summary>No longer there: an import was taken back.</summary>
    Gone,

    /// <summary>Was chosen, and does not meet the conditions of the list any more.</summary>
    NotOnList,

    /// <summary>Somebody has changed the value in the meantime.</summary>
    ChangedSince,
}

/// <summary>One person of a bulk change.</summary>
public sealed class BulkPerson
{
    public long Id { get; set; }
    public BulkChangeId ChangeId { get; set; }
    public PatientId PatientId { get; set; }
    public BulkOutcome Outcome { get; set; }
    public BulkWhy? Why { get; set; }

    /// <summary>The value when it started, as <see cref="BulkField.Read"/> tells it.</summary>
    public string? Before { get; set; }

    /// <summary>The value that was written.</summary>
    public string? After { get; set; }
}

internal sealed class BulkChangeMapping : IEntityTypeConfiguration<BulkChange>, IEntityTypeConfiguration<BulkPerson>
{
    public const int LongestReason = 500;

    public void Configure(EntityTypeBuilder<BulkChange> builder)
    {
        builder.ToTable("BulkChanges").HasKey(c => c.Id);
        builder.Property(c => c.ListName).HasMaxLength(PatientListMapping.LongestName);
        builder.Property(c => c.RoleKey).HasMaxLength(40);
        builder.Property(c => c.UndoneByRole).HasMaxLength(40);
        builder.Property(c => c.Field).HasMaxLength(60);
        builder.Property(c => c.Label).HasMaxLength(60);
        builder.Property(c => c.Value).HasMaxLength(Patients.PatientField.LongestText);
        builder.Property(c => c.Reason).HasMaxLength(LongestReason);
        builder.Property(c => c.Why).HasMaxLength(500);
        builder.HasIndex(c => new { c.PracticeId, c.BegunAt });
        builder.HasOne<Practice>().WithMany().HasForeignKey(c => c.PracticeId);
    }

    public void Configure(EntityTypeBuilder<BulkPerson> builder)
    {
        builder.ToTable("BulkChangePeople").HasKey(p => p.Id);
        builder.Property(p => p.Before).HasMaxLength(Patients.PatientField.LongestText);
        builder.Property(p => p.After).HasMaxLength(Patients.PatientField.LongestText);
        builder.HasIndex(p => new { p.ChangeId, p.Outcome, p.Id });
        builder.HasIndex(p => p.PatientId);
        builder.HasOne<BulkChange>().WithMany().HasForeignKey(p => p.ChangeId);
    }
}

internal static class BulkChangeTables
{
    extension(Db db)
    {
        public DbSet<BulkChange> BulkChanges => db.Set<BulkChange>();

        public DbSet<BulkPerson> BulkPeople => db.Set<BulkPerson>();
    }
}
