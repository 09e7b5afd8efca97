using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Practices;
using Kindline.Practices.Contacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Appointments.Requests;

/// <summary>Somebody asks for an appointment for a patient: a referral partner, or the patient by whatever way (R251, R363, R505).</summary>
public sealed class AppointmentRequest
{
    public RequestId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public PatientId PatientId { get; set; }

    /// <summary>The referral partner that asks; null where it is the patient.</summary>
    public OrganisationId? SenderId { get; set; }

    public RequestSource Source { get; set; }

    /// <summary>What for, where it was said.</summary>
    public VisitTypeId? VisitTypeId { get; set; }

    /// <summary>With whom, where it was said.</summary>
    public ProviderId? ProviderId { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>Two working days of the practice after it came; who is handled later is late.</summary>
    public DateTimeOffset DueAt { get; set; }

    public string? Note { get; set; }
    public RequestState State { get; set; }
    public DateTimeOffset StateAt { get; set; }

    /// <summary>When it came to an end; null while it is new or tried.</summary>
    public DateTimeOffset? HandledAt { get; set; }

    /// <summary>The visit that came of it last; earlier ones stand in its history.</summary>
    public AppointmentId? AppointmentId { get; set; }

    /// <summary>One more with every change, so that of two at once the second is told.</summary>
    public int Version { get; set; }

    public List<RequestChange> Changes { get; set; } = [];
}

/// <summary>By which way a request came.</summary>
public enum RequestSource
{
    Referral,
    Call,
    Fax,
    WebForm,
    Email,
    Other,
}

/// <summary>A step of a request; never changed.</summary>
public sealed class RequestChange
{
    public long Id { get; set; }
    public RequestId RequestId { get; set; }
    public RequestState State { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>Whose step it was.</summary>
    public Guid By { get; set; }

    public string? Note { get; set; }
    public AppointmentId? AppointmentId { get; set; }
}

internal sealed class RequestMapping : IEntityTypeConfiguration<AppointmentRequest>, IEntityTypeConfiguration<RequestChange>
{
    public void Configure(EntityTypeBuilder<AppointmentRequest> builder)
    {
        builder.ToTable("AppointmentRequests").HasKey(r => r.Id);
        builder.Property(r => r.Note).HasMaxLength(RequestRules.LongestNote);
        builder.HasIndex(r => new { r.PracticeId, r.HandledAt, r.ReceivedAt });
        builder.HasIndex(r => new { r.PatientId, r.ReceivedAt });
        builder.HasIndex(r => r.SenderId);
        builder.HasOne<Patient>().WithMany().HasForeignKey(r => r.PatientId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(r => r.SenderId);
        builder.HasOne<VisitType>().WithMany().HasForeignKey(r => r.VisitTypeId);
        builder.HasOne<Provider>().WithMany().HasForeignKey(r => r.ProviderId);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(r => r.AppointmentId);
        builder.HasMany(r => r.Changes).WithOne().HasForeignKey(c => c.RequestId);
    }

    public void Configure(EntityTypeBuilder<RequestChange> builder)
    {
        builder.ToTable("RequestChanges").HasKey(c => c.Id);
        builder.Property(c => c.Note).HasMaxLength(RequestRules.LongestNote);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(c => c.AppointmentId);
    }
}

internal static class RequestTables
{
    extension(Db db)
    {
        public DbSet<AppointmentRequest> AppointmentRequests => db.Set<AppointmentRequest>();
    }
}
