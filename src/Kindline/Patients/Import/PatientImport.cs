using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Patients.Import;

public enum ImportState
{
    /// <summary>The file is here, and nothing of it is taken in yet.</summary>
    Uploaded,

    /// <summary>Under way, or cut by a crash: the same file goes on behind <see cref="PatientImport.ReadTo"/>.</summary>
    Running,

    /// <summary>Stopped by a person, or by a fault (<see cref="PatientImport.Why"/>): it may go on, or be taken back.</summary>
    Stopped,
    Done,

    /// <summary>Being taken back, or cut in that.</summary>
    Undoing,
    Undone,
}

/// <summary>One file taken in: what it did, and enough to take it back.</summary>
public sealed class PatientImport
{
    public ImportId Id { get; set; }
    public PracticeId PracticeId { get; set; }

    /// <summary>What its people are: patients, or prospects of a bought list.</summary>
    public PatientKind Kind { get; set; }

    /// <summary>The name of the file, without its folder; for bought lists it says the source.</summary>
    public string FileName { get; set; } = "";

    /// <summary>SHA-256 of the file in hexadecimal: only the same file goes on.</summary>
    public string FileHash { get; set; } = "";

    public ImportState State { get; set; }
    public DateTimeOffset BegunAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The line of the last row that is in the database.</summary>
    public long ReadTo { get; set; }

    public int Added { get; set; }
    public int Changed { get; set; }

    /// <summary>Rows that said nothing new.</summary>
    public int Same { get; set; }

    public int Rejected { get; set; }

    /// <summary>Rows in the whole file, where a check has counted them.</summary>
    public int? Rows { get; set; }

    /// <summary>Who brought the file; null for the command at the console.</summary>
    public Guid? UserId { get; set; }

    /// <summary>Which column holds what, as <see cref="ImportMapping.ToText"/> writes it; null where nobody has said so yet.</summary>
    public string? Columns { get; set; }

    /// <summary>Whether 3/4/1971 is the third of April.</summary>
    public bool DayFirst { get; set; }

    /// <summary>Why it stopped, in words; null where nothing went wrong.</summary>
    public string? Why { get; set; }
}

/// <summary>Which column held what the last time that a file with the same header was taken into a practice.</summary>
public sealed class RememberedColumns
{
    public PracticeId PracticeId { get; set; }

    /// <summary>SHA-256 of the names of the columns (<see cref="ImportMapping.HashOf"/>).</summary>
    public string HeaderHash { get; set; } = "";

    /// <summary>As <see cref="ImportMapping.ToText"/> writes it.</summary>
    public string Columns { get; set; } = "";

    public bool DayFirst { get; set; }
    public DateTimeOffset UsedAt { get; set; }
}

/// <summary>What a row of a file did, where it did more than add a person.</summary>
public sealed class ImportedRow
{
    public long Id { get; set; }
    public ImportId ImportId { get; set; }
    public long Line { get; set; }

    /// <summary>Whether nothing of it was taken.</summary>
    public bool IsRejected { get; set; }

    /// <summary>Whom it changed.</summary>
    public PatientId? PatientId { get; set; }

    /// <summary>What it changed, as JSON: each field's value before and after (<see cref="PersonChange"/>).</summary>
    public string? Change { get; set; }

    /// <summary>Why it was rejected, or what was left out of it.</summary>
    public string? Why { get; set; }
}

internal static class ImportedRows
{
    /// <summary>Those that were not taken, or not with all of their values.</summary>
    public static IQueryable<ImportedRow> FaultyRows(this IQueryable<ImportedRow> rows) => rows.Where(r => r.Why != null && r.Change == null);
}

internal sealed class ImportMappings : IEntityTypeConfiguration<PatientImport>, IEntityTypeConfiguration<ImportedRow>, IEntityTypeConfiguration<RememberedColumns>
{
    // 500 columns, each with its field.
    private const int LongestColumns = 20_000;

    public void Configure(EntityTypeBuilder<PatientImport> builder)
    {
        builder.ToTable("Imports").HasKey(i => i.Id);
        builder.Property(i => i.FileName).HasMaxLength(200);
        builder.Property(i => i.FileHash).HasMaxLength(64);
        builder.Property(i => i.Columns).HasMaxLength(LongestColumns);
        builder.Property(i => i.Why).HasMaxLength(500);
        builder.HasIndex(i => new { i.PracticeId, i.BegunAt });
    }

    public void Configure(EntityTypeBuilder<ImportedRow> builder)
    {
        builder.ToTable("ImportedRows").HasKey(r => r.Id);
        builder.Property(r => r.Why).HasMaxLength(1000);
        builder.HasIndex(r => new { r.ImportId, r.Line });
        builder.HasOne<PatientImport>().WithMany().HasForeignKey(r => r.ImportId);
    }

    public void Configure(EntityTypeBuilder<RememberedColumns> builder)
    {
        builder.ToTable("ImportColumns").HasKey(c => new { c.PracticeId, c.HeaderHash });
        builder.Property(c => c.HeaderHash).HasMaxLength(64);
        builder.Property(c => c.Columns).HasMaxLength(LongestColumns);
    }
}
