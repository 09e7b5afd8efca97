using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Patients.Duplicates;

/// <summary>Two records of one practice that may be one person's, and what somebody decided of them.</summary>
public sealed class PatientPair
{
    public PairId Id { get; set; }
    public PracticeId PracticeId { get; set; }

    /// <summary>The record that was made first; of the two it has the lower id.</summary>
    public PatientId OneId { get; set; }

    public PatientId OtherId { get; set; }

    /// <summary>How likely it is one person, 0 to 1, when the records were last compared.</summary>
    public double Probability { get; set; }

    /// <summary>What agreed then (<see cref="Agreement"/>).</summary>
    public string Agreement { get; set; } = "";

    public PairState State { get; set; }
    public DateTimeOffset FoundAt { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public Guid? DecidedBy { get; set; }

    /// <summary>The merge that was decided; kept when it is undone.</summary>
    public MergeId? MergeId { get; set; }
}

public enum PairState
{
    /// <summary>Waits for somebody's decision.</summary>
    Open,
    Merged,

    /// <summary>Two people: not offered again unless the records come to agree better.</summary>
    KeptApart,
}

/// <summary>A patient whose record has changed in what is compared, and who is to be compared anew.</summary>
public sealed class PatientToCompare
{
    public long Id { get; set; }
    public PatientId PatientId { get; set; }
}

/// <summary>How far all patients have been compared, in the order in which their records were made: one row.</summary>
public sealed class ComparedUpTo
{
    public int Id { get; set; }
    public PatientId UpTo { get; set; }
}

internal sealed class PairMappings : IEntityTypeConfiguration<PatientPair>, IEntityTypeConfiguration<PatientToCompare>, IEntityTypeConfiguration<ComparedUpTo>
{
    public void Configure(EntityTypeBuilder<PatientPair> builder)
    {
        builder.ToTable("PatientPairs").HasKey(p => p.Id);
        builder.Property(p => p.Agreement).HasMaxLength(80);
        builder.HasIndex(p => new { p.OneId, p.OtherId }).IsUnique();
        builder.HasIndex(p => p.OtherId);
        builder.HasIndex(p => new { p.PracticeId, p.State, p.Probability });
        builder.HasOne<Patient>().WithMany().HasForeignKey(p => p.OneId);
        builder.HasOne<Patient>().WithMany().HasForeignKey(p => p.OtherId);
    }

    public void Configure(EntityTypeBuilder<PatientToCompare> builder)
    {
        builder.ToTable("PatientsToCompare").HasKey(p => p.Id);
        builder.HasIndex(p => p.PatientId);
        builder.HasOne<Patient>().WithMany().HasForeignKey(p => p.PatientId);
    }

    public void Configure(EntityTypeBuilder<ComparedUpTo> builder)
    {
        builder.ToTable("ComparedUpTo").HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
    }
}

internal static class PairTables
{
    extension(Db db)
    {
        public DbSet<PatientPair> PatientPairs => db.Set<PatientPair>();
        public DbSet<PatientMerge> PatientMerges => db.Set<PatientMerge>();
    }
}
