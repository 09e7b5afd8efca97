using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Patients;

/// <summary>A coverage behind the first one, which stands in the record itself: the second, the third (R114; HL7 IN1).</summary>
public sealed class PatientCoverage
{
    public long Id { get; set; }
    public PatientId PatientId { get; set; }

    /// <summary>1 is the second of the person: whom one asks when the first does not pay.</summary>
    public int Position { get; set; }

    /// <summary>Whose plan it is.</summary>
    public string? Payer { get; set; }

    public string? Plan { get; set; }
    public string? MemberId { get; set; }
    public string? GroupNumber { get; set; }

    /// <summary>Through whom they are covered; null where it is not known.</summary>
    public PolicyHolder? PolicyHolder { get; set; }

    /// <summary>Null since ever.</summary>
    public DateOnly? FromOn { get; set; }

    /// <summary>The last day; null without an end.</summary>
    public DateOnly? UntilOn { get; set; }

    public bool IsEmpty => (Payer ?? Plan ?? MemberId ?? GroupNumber) is null && PolicyHolder is null && FromOn is null && UntilOn is null;

    internal CoverageFacts Facts => new(Payer, Plan, MemberId, GroupNumber, PolicyHolder, FromOn, UntilOn);
}

/// <summary>Who holds the policy, for the person who is covered.</summary>
public enum PolicyHolder
{
    Self,
    Spouse,
    Parent,
    Other,
}

/// <summary>All that is known of one coverage.</summary>
internal sealed record CoverageFacts(string? Payer, string? Plan, string? MemberId, string? GroupNumber, PolicyHolder? PolicyHolder, DateOnly? FromOn, DateOnly? UntilOn)
{
    /// <summary>That of the record itself.</summary>
    public static CoverageFacts First(Patient p) => new(p.Payer, p.Plan, p.MemberId, p.GroupNumber, p.PolicyHolder, p.CoveredFrom, p.CoveredUntil);

    public bool IsEmpty => (Payer ?? Plan ?? MemberId) is null;

    /// <summary>Whether both are one coverage of one time, whatever else is known of each.</summary>
    public bool IsSame(CoverageFacts other) =>
        Key(Payer) == Key(other.Payer) && Key(Plan) == Key(other.Plan) && Key(MemberId) == Key(other.MemberId) && FromOn == other.FromOn && UntilOn == other.UntilOn;

    public PatientCoverage For(PatientId patient, int position) => new()
    {
        PatientId = patient,
        Position = position,
        Payer = Payer,
        Plan = Plan,
        MemberId = MemberId,
        GroupNumber = GroupNumber,
        PolicyHolder = PolicyHolder,
        FromOn = FromOn,
        UntilOn = UntilOn,
    };

    private static string Key(string? text) => text?.Trim().ToUpperInvariant() ?? "";
}

internal sealed class PatientCoverageMapping : IEntityTypeConfiguration<PatientCoverage>
{
    public void Configure(EntityTypeBuilder<PatientCoverage> builder)
    {
        builder.ToTable("PatientCoverages").HasKey(c => c.Id);
        builder.Property(c => c.Payer).HasMaxLength(120);
        builder.Property(c => c.Plan).HasMaxLength(120);
        builder.Property(c => c.MemberId).HasMaxLength(40);
        builder.Property(c => c.GroupNumber).HasMaxLength(40);
        builder.HasIndex(c => c.PatientId);
    }
}
