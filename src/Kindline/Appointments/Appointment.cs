using Kindline.Foundation;
using Kindline.Patients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Appointments;

/// <summary>A booked visit of one patient with one provider. First form: what a person's card shows; booking comes later.</summary>
public sealed class Appointment
{
    public AppointmentId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public PatientId PatientId { get; set; }
    public ProviderId ProviderId { get; set; }
    public LocationId LocationId { get; set; }
    public VisitTypeId VisitTypeId { get; set; }
    public DateTimeOffset StartsAt { get; set; }
    public int Minutes { get; set; }
    public AppointmentState State { get; set; }
    public DateTimeOffset BookedAt { get; set; }
}

public enum AppointmentState
{
    Booked,
    Seen,
    Missed,
    Cancelled,
}

/// <summary>A clinician of a practice.</summary>
public sealed class Provider
{
    public ProviderId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Name { get; set; } = "";
}

/// <summary>A place where a practice sees patients.</summary>
public sealed class Location
{
    public LocationId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Name { get; set; } = "";
    public string Address { get; set; } = "";
}

/// <summary>A kind of appointment with its usual length.</summary>
public sealed class VisitType
{
    public VisitTypeId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Name { get; set; } = "";
    public int Minutes { get; set; }
}

internal sealed class AppointmentMapping : IEntityTypeConfiguration<Appointment>, IEntityTypeConfiguration<Provider>,
    IEntityTypeConfiguration<Location>, IEntityTypeConfiguration<VisitType>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("Appointments").HasKey(a => a.Id);
        builder.HasIndex(a => new { a.PatientId, a.StartsAt });
        builder.HasIndex(a => new { a.PracticeId, a.StartsAt });
        builder.HasOne<Patient>().WithMany().HasForeignKey(a => a.PatientId);
        builder.HasOne<Provider>().WithMany().HasForeignKey(a => a.ProviderId);
        builder.HasOne<Location>().WithMany().HasForeignKey(a => a.LocationId);
        builder.HasOne<VisitType>().WithMany().HasForeignKey(a => a.VisitTypeId);
    }

    public void Configure(EntityTypeBuilder<Provider> builder)
    {
        builder.ToTable("Providers").HasKey(p => p.Id);
        builder.Property(p => p.Name).HasMaxLength(120);
        builder.HasIndex(p => p.PracticeId);
    }

    public void Configure(EntityTypeBuilder<Location> builder)
    {
        builder.ToTable("Locations").HasKey(l => l.Id);
        builder.Property(l => l.Name).HasMaxLength(120);
        builder.Property(l => l.Address).HasMaxLength(240);
        builder.HasIndex(l => l.PracticeId);
    }

    public void Configure(EntityTypeBuilder<VisitType> builder)
    {
        builder.ToTable("VisitTypes").HasKey(v => v.Id);
        builder.Property(v => v.Name).HasMaxLength(120);
        builder.HasIndex(v => v.PracticeId);
    }
}

internal static class AppointmentTables
{
    extension(Db db)
    {
        public DbSet<Appointment> Appointments => db.Set<Appointment>();
        public DbSet<Provider> Providers => db.Set<Provider>();
        public DbSet<Location> Locations => db.Set<Location>();
        public DbSet<VisitType> VisitTypes => db.Set<VisitType>();
    }
}
