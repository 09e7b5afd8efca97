using Kindline.Compliance;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Flows.Outside;

/// <summary>What a stolen password or a forged trunk may cost at most: one row for the centre; without it the usual ones hold.</summary>
public sealed class OutsideLimits
{
    public const int TheOne = 1;
    public const int LongestList = 2000;
    public const string UsualRates = "+1=2";
    public const int UsualDollarsPerUser = 25;
    public const int UsualDollarsOfCentre = 250;

    public int Id { get; set; } = TheOne;

    /// <summary>Patterns of the numbers that may be called (<see cref="DialPattern"/>), parted by blanks.</summary>
    public string Allowed { get; set; } = "";

    /// <summary>Patterns that may not, though an allowed one covers them.</summary>
    public string Denied { get; set; } = "";

    /// <summary>Calls to the outside that one person has at once.</summary>
    public int CallsPerUser { get; set; } = 2;

    /// <summary>Calls to the outside at once, of all.</summary>
    public int CallsOfCentre { get; set; } = 100;

    /// <summary>Minutes of one person within the last hour, running calls included.</summary>
    public int MinutesPerUser { get; set; } = 120;

    /// <summary>Minutes of all within the last hour.</summary>
    public int MinutesOfCentre { get; set; } = 4000;

    /// <summary>What a minute costs (<see cref="CallRates"/>).</summary>
    public string Rates { get; set; } = UsualRates;

    /// <summary>Whole dollars that one person's calls may cost within the last hour, running calls included.</summary>
    public int DollarsPerUser { get; set; } = UsualDollarsPerUser;

    /// <summary>Whole dollars that the calls of all may cost within the last hour.</summary>
    public int DollarsOfCentre { get; set; } = UsualDollarsOfCentre;

    public static OutsideLimits Usual(TollDestinations destinations) => new() { Allowed = destinations.Allowed, Denied = destinations.Denied };
}

internal sealed class OutsideLimitsMapping : IEntityTypeConfiguration<OutsideLimits>
{
    public void Configure(EntityTypeBuilder<OutsideLimits> builder)
    {
        builder.ToTable("OutsideLimits").HasKey(l => l.Id);
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Allowed).HasMaxLength(OutsideLimits.LongestList);
        builder.Property(l => l.Rates).HasMaxLength(OutsideLimits.LongestList);
        builder.Property(l => l.Denied).HasMaxLength(OutsideLimits.LongestList);
    }
}
