using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Practices;

/// <summary>A clinician of a practice, and what an agent asks before somebody is booked with them.</summary>
public sealed class Provider
{
    public ProviderId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Name { get; set; } = "";
    public string? Specialty { get; set; }

    /// <summary>National Provider Identifier, ten digits (45 CFR 162.406).</summary>
    public string? Npi { get; set; }

    public bool AcceptsNewPatients { get; set; } = true;

    /// <summary>Sees nobody younger, in whole years; null for no limit.</summary>
    public int? YoungestYears { get; set; }

    /// <summary>Sees nobody older.</summary>
    public int? OldestYears { get; set; }

    /// <summary>How far the centre may use this provider's schedule (R490, R492).</summary>
    public ScheduleAccess Schedule { get; set; }

    /// <summary>From this day on; before it, it is closed. Null for at once.</summary>
    public DateOnly? OpenFrom { get; set; }

    /// <summary>What else an agent has to know: "no contact lens fittings".</summary>
    public string? Note { get; set; }

    /// <summary>Kept for what is past, offered no more.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>What holds on a day.</summary>
    public ScheduleAccess ScheduleOn(DateOnly day) => Schedule.Since(OpenFrom, day);
}

/// <summary>Whether the centre books, only looks, or neither.</summary>
public enum ScheduleAccess
{
    Book,
    View,
    Closed,
}

internal static class ScheduleAccessDays
{
    /// <summary>What holds on a day of what begins with another; null for at once.</summary>
    public static ScheduleAccess Since(this ScheduleAccess access, DateOnly? openFrom, DateOnly day) => openFrom is { } from && day < from ? ScheduleAccess.Closed : access;
}

/// <summary>A place where a practice sees patients.</summary>
public sealed class Location
{
    public LocationId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Name { get; set; } = "";
    public string Address { get; set; } = "";

    /// <summary>E.164.</summary>
    public string? Phone { get; set; }

    /// <summary>E.164.</summary>
    public string? Fax { get; set; }

    /// <summary>Parking, entrance, floor: what a patient asks.</summary>
    public string? Note { get; set; }

    /// <summary>How far the centre may use the schedules of this place, whoever works there (R491, R492).</summary>
    public ScheduleAccess Schedule { get; set; }

    /// <summary>From this day on; before it, they are closed. Null for at once.</summary>
    public DateOnly? OpenFrom { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>When it is open, where that is not as the practice is; empty where it is.</summary>
    public List<LocationHours> Hours { get; set; } = [];

    /// <summary>What holds on a day.</summary>
    public ScheduleAccess ScheduleOn(DateOnly day) => Schedule.Since(OpenFrom, day);
}

/// <summary>When a place is open that has hours of its own.</summary>
public sealed class LocationHours : IStretch
{
    public long Id { get; set; }
    public LocationId LocationId { get; set; }
    public DayOfWeek Day { get; set; }
    public TimeOnly OpensAt { get; set; }
    public TimeOnly ClosesAt { get; set; }
}

/// <summary>A kind of appointment with its usual length.</summary>
public sealed class VisitType
{
    public VisitTypeId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Name { get; set; } = "";
    public int Minutes { get; set; }

    /// <summary>By picture or telephone, from home.</summary>
    public bool IsTelevisit { get; set; }

    /// <summary>For people who were never here.</summary>
    public bool ForNewPatients { get; set; }

    /// <summary>What the patient has to do or bring.</summary>
    public string? Preparation { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}

internal sealed class DirectoryMapping : IEntityTypeConfiguration<Provider>, IEntityTypeConfiguration<Location>, IEntityTypeConfiguration<LocationHours>,
    IEntityTypeConfiguration<VisitType>
{
    public void Configure(EntityTypeBuilder<Provider> builder)
    {
        builder.ToTable("Providers").HasKey(p => p.Id);
        builder.Property(p => p.Name).HasMaxLength(120);
        builder.Property(p => p.Specialty).HasMaxLength(80);
        builder.Property(p => p.Npi).HasMaxLength(10);
        builder.Property(p => p.Note).HasMaxLength(400);
        builder.Property(p => p.AcceptsNewPatients).HasDefaultValue(true).HasSentinel(true);
        builder.Property(p => p.Schedule).HasDefaultValue(ScheduleAccess.Book);
        builder.HasIndex(p => p.PracticeId);
    }

    public void Configure(EntityTypeBuilder<Location> builder)
    {
        builder.ToTable("Locations").HasKey(p => p.Id);
        builder.Property(p => p.Schedule).HasDefaultValue(ScheduleAccess.Book);
        builder.HasMany(p => p.Hours).WithOne().HasForeignKey(h => h.LocationId);
        builder.Property(p => p.Name).HasMaxLength(120);
        builder.Property(p => p.Address).HasMaxLength(240);
        builder.Property(p => p.Phone).HasMaxLength(16);
        builder.Property(p => p.Fax).HasMaxLength(16);
        builder.Property(p => p.Note).HasMaxLength(400);
        builder.HasIndex(p => p.PracticeId);
    }

    public void Configure(EntityTypeBuilder<LocationHours> builder) => builder.ToTable("LocationHours").HasKey(h => h.Id);

    public void Configure(EntityTypeBuilder<VisitType> builder)
    {
        builder.ToTable("VisitTypes").HasKey(v => v.Id);
        builder.Property(v => v.Name).HasMaxLength(120);
        builder.Property(v => v.Preparation).HasMaxLength(400);
        builder.HasIndex(v => v.PracticeId);
    }
}

internal static class DirectoryTables
{
    extension(Db db)
    {
        public DbSet<Provider> Providers => db.Set<Provider>();
        public DbSet<Location> Locations => db.Set<Location>();
        public DbSet<VisitType> VisitTypes => db.Set<VisitType>();
    }
}
