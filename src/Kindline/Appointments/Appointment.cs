using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Practices;
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

    /// <summary>Shown by its date alone until somebody says why they need more, and to nobody but the patient on a call (45 CFR 164.522).</summary>
    public bool Confidential { get; set; }
}

public enum AppointmentState
{
    Booked,
    Seen,
    Missed,
    Cancelled,
}

internal sealed class AppointmentMapping : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("Appointments").HasKey(a => a.Id);
        builder.HasIndex(a => new { a.PatientId, a.StartsAt });
        // Whether somebody was seen since a day, or has a visit to come, is asked of all people of a list at once.
        builder.HasIndex(a => new { a.PatientId, a.State, a.StartsAt });
        builder.HasIndex(a => new { a.PracticeId, a.StartsAt });
        builder.HasOne<Patient>().WithMany().HasForeignKey(a => a.PatientId);
        builder.HasOne<Provider>().WithMany().HasForeignKey(a => a.ProviderId);
        builder.HasOne<Location>().WithMany().HasForeignKey(a => a.LocationId);
        builder.HasOne<VisitType>().WithMany().HasForeignKey(a => a.VisitTypeId);
    }
}

internal static class AppointmentTables
{
    extension(Db db)
    {
        public DbSet<Appointment> Appointments => db.Set<Appointment>();
    }
}
