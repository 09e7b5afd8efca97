using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Practices.Contacts;

/// <summary>Whether a payer is accepted, for a time: by the practice, by one provider, at one location, or by one provider at one location (R114).</summary>
public sealed class PayerAcceptance
{
    public long Id { get; set; }

    /// <summary>The payer.</summary>
    public OrganisationId OrganisationId { get; set; }

    /// <summary>Null for all providers.</summary>
    public ProviderId? ProviderId { get; set; }

    /// <summary>Null for all locations.</summary>
    public LocationId? LocationId { get; set; }

    public Acceptance Answer { get; set; }

    /// <summary>Which plans, where it is only some.</summary>
    public string? Plans { get; set; }

    /// <summary>Null since ever.</summary>
    public DateOnly? FromOn { get; set; }

    /// <summary>The last day; null without an end.</summary>
    public DateOnly? UntilOn { get; set; }

    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => !(FromOn > day) && !(UntilOn < day);
}

public enum Acceptance
{
    Yes,
    No,

    /// <summary>Only those plans that are named.</summary>
    SomePlans,
}

internal sealed class PayerAcceptanceMapping : IEntityTypeConfiguration<PayerAcceptance>
{
    public void Configure(EntityTypeBuilder<PayerAcceptance> builder)
    {
        builder.ToTable("PayerAcceptances").HasKey(a => a.Id);
        builder.Property(a => a.Plans).HasMaxLength(200);
    }
}
