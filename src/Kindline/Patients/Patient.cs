using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Patients;

/// <summary>A person whom one practice serves, or a prospect who may become one.</summary>
public sealed class Patient
{
    public PatientId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public PatientKind Kind { get; set; }

    /// <summary>The practice's own record number; a prospect has none yet.</summary>
    public string? Mrn { get; set; }

    public string FirstName { get; set; } = "";
    public string LastName { get; set; } = "";
    public DateOnly? BornOn { get; set; }
    public string Language { get; set; } = "en";
    public string? Street { get; set; }
    public string? City { get; set; }

    /// <summary>Two letters, as <see cref="UsState"/> knows them.</summary>
    public string? State { get; set; }

    public string? Zip { get; set; }
    public string? Email { get; set; }

    /// <summary>The insurance plan in the practice's words.</summary>
    public string? Plan { get; set; }

    /// <summary>What the person owes the practice, in cents; below zero the practice owes. Null where it is not known.</summary>
    public int? BalanceCents { get; set; }

    public List<PatientPhone> Phones { get; set; } = [];
    public List<PatientAlert> Alerts { get; set; } = [];

    /// <summary>"12 Juniper Lane, Austin, TX 78701", of what is known; null where nothing is.</summary>
    public string? Address()
    {
        var stateAndZip = string.Join(' ', Known([State, Zip]));
        return string.Join(", ", Known([Street, City, stateAndZip])) is { Length: > 0 } text ? text : null;

        static IEnumerable<string> Known(IEnumerable<string?> parts) => parts.OfType<string>().Where(p => p.Length > 0);
    }

    /// <summary>Whole years on a day; null where the date of birth is not known.</summary>
    public int? AgeOn(DateOnly day) => BornOn is { } born ? day.Year - born.Year - (born.AddYears(day.Year - born.Year) > day ? 1 : 0) : null;
}

public enum PatientKind
{
    Patient,
    Prospect,
}

/// <summary>A number on which a patient can be reached; families and offices share numbers.</summary>
public sealed class PatientPhone
{
    public long Id { get; set; }
    public PatientId PatientId { get; set; }

    /// <summary>E.164.</summary>
    public string Number { get; set; } = "";
}

/// <summary>What whoever speaks with this person has to know first.</summary>
public sealed class PatientAlert
{
    public long Id { get; set; }
    public PatientId PatientId { get; set; }
    public string Text { get; set; } = "";
    public AlertLevel Level { get; set; }
}

public enum AlertLevel
{
    Info,
    Warn,
}

internal sealed class PatientMapping : IEntityTypeConfiguration<Patient>, IEntityTypeConfiguration<PatientPhone>, IEntityTypeConfiguration<PatientAlert>
{
    public void Configure(EntityTypeBuilder<Patient> builder)
    {
        builder.ToTable("Patients").HasKey(p => p.Id);
        builder.Property(p => p.Kind).HasDefaultValue(PatientKind.Patient);
        builder.Property(p => p.Mrn).HasMaxLength(40);
        builder.Property(p => p.FirstName).HasMaxLength(80);
        builder.Property(p => p.LastName).HasMaxLength(80);
        builder.Property(p => p.Language).HasMaxLength(12);
        builder.Property(p => p.Street).HasMaxLength(120);
        builder.Property(p => p.City).HasMaxLength(80);
        builder.Property(p => p.State).HasMaxLength(2);
        builder.Property(p => p.Zip).HasMaxLength(10);
        builder.Property(p => p.Email).HasMaxLength(254);
        builder.Property(p => p.Plan).HasMaxLength(120);
        builder.HasIndex(p => new { p.PracticeId, p.Mrn }).IsUnique();
        builder.HasIndex(p => new { p.LastName, p.FirstName });
        builder.HasMany(p => p.Phones).WithOne().HasForeignKey(n => n.PatientId);
        builder.HasMany(p => p.Alerts).WithOne().HasForeignKey(a => a.PatientId);
    }

    public void Configure(EntityTypeBuilder<PatientPhone> builder)
    {
        builder.ToTable("PatientPhones").HasKey(n => n.Id);
        builder.Property(n => n.Number).HasMaxLength(16);
        builder.HasIndex(n => n.Number);
    }

    public void Configure(EntityTypeBuilder<PatientAlert> builder)
    {
        builder.ToTable("PatientAlerts").HasKey(a => a.Id);
        builder.Property(a => a.Text).HasMaxLength(160);
    }
}

internal static class PatientTables
{
    extension(Db db)
    {
        public DbSet<Patient> Patients => db.Set<Patient>();
        public DbSet<PatientPhone> PatientPhones => db.Set<PatientPhone>();
    }
}
