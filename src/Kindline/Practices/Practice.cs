using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Practices;

/// <summary>A medical group that the centre serves.</summary>
public sealed class Practice
{
    public PracticeId Id { get; set; }
    public string Name { get; set; } = "";
    public string Specialty { get; set; } = "";

    /// <summary>IANA zone of the practice, such as America/Chicago; days and hours of its reports are cut there.</summary>
    public string TimeZone { get; set; } = "America/Chicago";

    /// <summary>How many may report to one person before a page says that it is too many (R6).</summary>
    public int MostReports { get; set; } = 10;

    public List<OpeningHours> Hours { get; set; } = [];
    public List<Closure> Closures { get; set; } = [];
}

/// <summary>One stretch of one weekday in the practice's own zone; several a day make split shifts. 00:00 to 00:00 is the whole day.</summary>
public interface IStretch
{
    DayOfWeek Day { get; }

    TimeOnly OpensAt { get; }

    TimeOnly ClosesAt { get; }
}

/// <summary>When a practice is open.</summary>
public sealed class OpeningHours : IStretch
{
    public long Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public DayOfWeek Day { get; set; }
    public TimeOnly OpensAt { get; set; }
    public TimeOnly ClosesAt { get; set; }
}

/// <summary>A day that is not like its weekday: a holiday, or one with hours of its own.</summary>
public sealed class Closure
{
    public long Id { get; set; }
    public PracticeId PracticeId { get; set; }

    /// <summary>By the practice's own calendar.</summary>
    public DateOnly On { get; set; }

    /// <summary>Why, as a caller may be told: "Thanksgiving Day".</summary>
    public string Name { get; set; } = "";

    /// <summary>Null where the practice is closed all day.</summary>
    public TimeOnly? OpensAt { get; set; }

    public TimeOnly? ClosesAt { get; set; }
}

internal sealed class PracticeMapping : IEntityTypeConfiguration<Practice>, IEntityTypeConfiguration<OpeningHours>, IEntityTypeConfiguration<Closure>
{
    public void Configure(EntityTypeBuilder<Practice> builder)
    {
        builder.ToTable("Practices").HasKey(p => p.Id);
        builder.Property(p => p.Name).HasMaxLength(120);
        builder.Property(p => p.Specialty).HasMaxLength(80);
        builder.Property(p => p.TimeZone).HasMaxLength(60);
        builder.Property(p => p.MostReports).HasDefaultValue(10);
        builder.HasMany(p => p.Hours).WithOne().HasForeignKey(h => h.PracticeId);
        builder.HasMany(p => p.Closures).WithOne().HasForeignKey(c => c.PracticeId);
    }

    public void Configure(EntityTypeBuilder<Closure> builder)
    {
        builder.ToTable("Closures").HasKey(c => c.Id);
        builder.Property(c => c.Name).HasMaxLength(80);
        builder.HasIndex(c => new { c.PracticeId, c.On }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<OpeningHours> builder) => builder.ToTable("OpeningHours").HasKey(h => h.Id);
}

internal static class PracticeTables
{
    extension(Db db)
    {
        public DbSet<Practice> Practices => db.Set<Practice>();
    }
}
