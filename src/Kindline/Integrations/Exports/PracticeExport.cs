using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Integrations.Exports;

public enum ExportState
{
    /// <summary>Being made, or cut by a crash: it is made anew from its beginning at the next start.</summary>
    Running,

    /// <summary>Whole, and here to be downloaded.</summary>
    Ready,

    /// <summary>Stopped by a person; nothing of it is kept.</summary>
    Stopped,

    /// <summary>It could not be made (<see cref="PracticeExport.Why"/>); nothing of it is kept.</summary>
    Failed,

    /// <summary>Its file is gone: its time was over, or somebody removed it.</summary>
    Removed,
}

/// <summary>One archive of everything that a practice owns: who asked for it, what for, and what became of it. Kept for good; its file is not.</summary>
public sealed class PracticeExport
{
    public ExportId Id { get; set; }
    public PracticeId PracticeId { get; set; }

    /// <summary>What it is for, as it stands in the audit trail.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Whether recordings and voicemails are in it as sound.</summary>
    public bool WithRecordings { get; set; }

    public ExportState State { get; set; }
    public Guid AskedBy { get; set; }
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>When it was whole, stopped or given up.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Patients and prospects in it.</summary>
    public int People { get; set; }

    /// <summary>Recordings and voicemails in it as sound.</summary>
    public int Recordings { get; set; }

    /// <summary>What could not be put in, such as a damaged recording; the manifest names each.</summary>
    public int Problems { get; set; }

    /// <summary>Of the archive, as it is downloaded.</summary>
    public long Bytes { get; set; }

    /// <summary>Why it could not be made, in words; null where nothing went wrong.</summary>
    public string? Why { get; set; }
}

internal sealed class PracticeExportMapping : IEntityTypeConfiguration<PracticeExport>
{
    public void Configure(EntityTypeBuilder<PracticeExport> builder)
    {
        builder.ToTable("PracticeExports").HasKey(e => e.Id);
        builder.Property(e => e.Reason).HasMaxLength(StartExport.LongestReason);
        builder.Property(e => e.Why).HasMaxLength(500);
        builder.HasIndex(e => new { e.PracticeId, e.AskedAt });
    }
}

internal static class PracticeExportTables
{
    extension(Db db)
    {
        public DbSet<PracticeExport> PracticeExports => db.Set<PracticeExport>();

        /// <summary>The exports of one of this person's practices.</summary>
        public IQueryable<PracticeExport> ExportsOf(PracticeId practice, SignedInUser user) =>
            db.PracticeExports.AsNoTracking().Where(e => e.PracticeId == practice && user.Practices.Contains(e.PracticeId));
    }
}
