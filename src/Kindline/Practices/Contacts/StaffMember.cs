using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Practices.Contacts;

/// <summary>Somebody who works for a practice or its centre and is asked for by extension; with or without an account (R6, R8, R89).</summary>
public sealed class StaffMember
{
    public StaffId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public string Name { get; set; } = "";

    /// <summary>What they are: "Billing lead".</summary>
    public string? Title { get; set; }

    public string? Department { get; set; }

    /// <summary>Digits inside the house.</summary>
    public string? Extension { get; set; }

    /// <summary>E.164.</summary>
    public string? DirectNumber { get; set; }

    public LocationId? LocationId { get; set; }

    /// <summary>Their account; null of those who never sign in. The team is the account's.</summary>
    public Guid? UserId { get; set; }

    public StaffId? ReportsToId { get; set; }

    /// <summary>As what they sit in the steering committee, for their location; null of those who do not.</summary>
    public string? SteeringRole { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}

internal sealed class StaffMapping : IEntityTypeConfiguration<StaffMember>
{
    public void Configure(EntityTypeBuilder<StaffMember> builder)
    {
        builder.ToTable("Staff").HasKey(s => s.Id);
        builder.Property(s => s.Name).HasMaxLength(120);
        builder.Property(s => s.Title).HasMaxLength(80);
        builder.Property(s => s.Department).HasMaxLength(80);
        builder.Property(s => s.Extension).HasMaxLength(12);
        builder.Property(s => s.DirectNumber).HasMaxLength(16);
        builder.Property(s => s.SteeringRole).HasMaxLength(80);
        builder.HasIndex(s => s.PracticeId);
    }
}

internal static class StaffTables
{
    extension(Db db)
    {
        public DbSet<StaffMember> Staff => db.Set<StaffMember>();
    }
}
