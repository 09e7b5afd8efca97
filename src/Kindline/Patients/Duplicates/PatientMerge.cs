using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Patients.Duplicates;

/// <summary>Two records made one, with all that undoing it needs. Kept when it is undone.</summary>
public sealed class PatientMerge
{
    public MergeId Id { get; set; }
    public PracticeId PracticeId { get; set; }

    /// <summary>The record that is left.</summary>
    public PatientId SurvivorId { get; set; }

    /// <summary>The record that leads to the other from now on.</summary>
    public PatientId GoneId { get; set; }

    /// <summary>What it changed in the survivor, as JSON (<see cref="RecordChange"/>).</summary>
    public string Change { get; set; } = "";

    public DateTimeOffset MergedAt { get; set; }
    public Guid MergedBy { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }
    public Guid? UndoneBy { get; set; }
}

/// <summary>A row that a merge moved from one patient to the other.</summary>
public sealed class MovedRow
{
    public long Id { get; set; }
    public MergeId MergeId { get; set; }

    /// <summary>Of which table.</summary>
    public string Table { get; set; } = "";

    public Guid RowId { get; set; }

    /// <summary>What else it needs to come back, as JSON; its table says what.</summary>
    public string? Was { get; set; }
}

internal sealed class MergeMappings : IEntityTypeConfiguration<PatientMerge>, IEntityTypeConfiguration<MovedRow>
{
    public void Configure(EntityTypeBuilder<PatientMerge> builder)
    {
        builder.ToTable("PatientMerges").HasKey(m => m.Id);
        builder.HasIndex(m => m.GoneId);
        builder.HasIndex(m => m.SurvivorId);
        builder.HasOne<Patient>().WithMany().HasForeignKey(m => m.SurvivorId);
        builder.HasOne<Patient>().WithMany().HasForeignKey(m => m.GoneId);
    }

    public void Configure(EntityTypeBuilder<MovedRow> builder)
    {
        builder.ToTable("MovedRows").HasKey(r => r.Id);
        builder.Property(r => r.Table).HasMaxLength(40);
        builder.HasIndex(r => new { r.MergeId, r.Table });
        builder.HasOne<PatientMerge>().WithMany().HasForeignKey(r => r.MergeId);
    }
}
