using Kindline.Foundation;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Lists;

/// <summary>A saved filter over one practice's people, with the columns to see of them and their order. It holds conditions and nobody: who is on it is asked each time.</summary>
public sealed class PatientList
{
    public ListId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Name { get; set; } = "";
    public Guid OwnerId { get; set; }

    /// <summary>Whether everybody of the practice who works with lists sees it, or its owner alone.</summary>
    public bool IsShared { get; set; }

    /// <summary>The conditions as JSON (<see cref="Filters.ListFilter"/>).</summary>
    public string Filter { get; set; } = "";

    /// <summary>Keys of columns in their order (<see cref="Columns.ListColumns"/>).</summary>
    public List<string> Columns { get; set; } = [];

    /// <summary>The key of the column that it is sorted by.</summary>
    public string Sort { get; set; } = "";

    public bool IsDescending { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public Guid ChangedBy { get; set; }

    /// <summary>One more with every change, so that of two at once the second is told.</summary>
    public int Version { get; set; }

    /// <summary>Since when it is gone; it can be had back for a week.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}

internal sealed class PatientListMapping : IEntityTypeConfiguration<PatientList>
{
    public const int LongestName = 80;
    public const int LongestFilter = 20_000;

    public void Configure(EntityTypeBuilder<PatientList> builder)
    {
        builder.ToTable("PatientLists").HasKey(l => l.Id);
        builder.Property(l => l.Name).HasMaxLength(LongestName);
        builder.Property(l => l.Filter).HasMaxLength(LongestFilter);
        builder.Property(l => l.Sort).HasMaxLength(60);
        builder.HasIndex(l => l.PracticeId);
        builder.HasOne<Practice>().WithMany().HasForeignKey(l => l.PracticeId);
    }
}

internal static class PatientListTables
{
    extension(Db db)
    {
        public DbSet<PatientList> PatientLists => db.Set<PatientList>();
    }
}
