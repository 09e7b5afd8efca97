using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Patients;

/// <summary>
/// Somebody who speaks for a patient, or may be spoken to about one: a parent, a spouse, a carer (45 CFR 164.502(g), 164.510(b)).
/// What each may is set one by one; nothing is meant by the relationship alone.
/// </summary>
public sealed class PatientProxy
{
    public long Id { get; set; }
    public PatientId PatientId { get; set; }
    public string Name { get; set; } = "";
    public Relationship Relationship { get; set; }

    /// <summary>E.164; null where none is known.</summary>
    public string? Phone { get; set; }

    /// <summary>Books, moves and cancels appointments (R150).</summary>
    public bool MayBook { get; set; }

    /// <summary>May be told of visits, results and records.</summary>
    public bool MayHear { get; set; }

    /// <summary>May be told of the balance, and pays.</summary>
    public bool MayBill { get; set; }

    /// <summary>Ends when the patient comes of age (<see cref="Compliance.AgeOfMajority"/>).</summary>
    public bool EndsAtMajority { get; set; }

    /// <summary>The last day; null where none was set.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>Custody, papers seen, what was agreed.</summary>
    public string? Note { get; set; }

    /// <summary>The same for another record of the person.</summary>
    public PatientProxy CopyFor(PatientId patient) => new()
    {
        PatientId = patient,
        Name = Name,
        Relationship = Relationship,
        Phone = Phone,
        MayBook = MayBook,
        MayHear = MayHear,
        MayBill = MayBill,
        EndsAtMajority = EndsAtMajority,
        EndsOn = EndsOn,
        Note = Note,
    };

    /// <summary>The last day that this counts; null where it has no end.</summary>
    /// <param name="comesOfAgeOn">Of the patient; null where the date of birth is not known, so that nobody can tell.</param>
    public DateOnly? LastOn(DateOnly? comesOfAgeOn)
    {
        var majority = EndsAtMajority ? comesOfAgeOn?.AddDays(-1) : null;
        return majority is { } m && EndsOn is { } e ? (m < e ? m : e) : majority ?? EndsOn;
    }
}

public enum Relationship
{
    Parent,
    Guardian,
    Spouse,
    Child,
    Sibling,
    Caregiver,
    PowerOfAttorney,
    Other,
}

internal sealed class PatientProxyMapping : IEntityTypeConfiguration<PatientProxy>
{
    public void Configure(EntityTypeBuilder<PatientProxy> builder)
    {
        builder.ToTable("PatientProxies").HasKey(p => p.Id);
        builder.Property(p => p.Name).HasMaxLength(120);
        builder.Property(p => p.Phone).HasMaxLength(16);
        builder.Property(p => p.Note).HasMaxLength(300);
        builder.HasIndex(p => p.PatientId);
        builder.HasIndex(p => p.Phone);
    }
}
