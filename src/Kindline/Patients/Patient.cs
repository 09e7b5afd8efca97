using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Patients;

/// <summary>A person whom one practice serves. First form: enough to match a caller by number.</summary>
public sealed class Patient
{
    public PatientId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Mrn { get; set; } = "";
    public string FirstName { get; set; } = "";
    public string LastName { get; set; } = "";
    public DateOnly BornOn { get; set; }
    public string Language { get; set; } = "en";
    public List<PatientPhone> Phones { get; set; } = [];
}

/// <summary>A number on which a patient can be reached; families and offices share numbers.</summary>
public sealed class PatientPhone
{
    public long Id { get; set; }
    public PatientId PatientId { get; set; }

    /// <summary>E.164.</summary>
    public string Number { get; set; } = "";
}

internal sealed class PatientMapping : IEntityTypeConfiguration<Patient>, IEntityTypeConfiguration<PatientPhone>
{
    public void Configure(EntityTypeBuilder<Patient> builder)
    {
        builder.ToTable("Patients").HasKey(p => p.Id);
        builder.Property(p => p.Mrn).HasMaxLength(40);
        builder.Property(p => p.FirstName).HasMaxLength(80);
        builder.Property(p => p.LastName).HasMaxLength(80);
        builder.Property(p => p.Language).HasMaxLength(12);
        builder.HasIndex(p => new { p.PracticeId, p.Mrn }).IsUnique();
        builder.HasIndex(p => new { p.LastName, p.FirstName });
        builder.HasMany(p => p.Phones).WithOne().HasForeignKey(n => n.PatientId);
    }

    public void Configure(EntityTypeBuilder<PatientPhone> builder)
    {
        builder.ToTable("PatientPhones").HasKey(n => n.Id);
        builder.Property(n => n.Number).HasMaxLength(16);
        builder.HasIndex(n => n.Number);
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
