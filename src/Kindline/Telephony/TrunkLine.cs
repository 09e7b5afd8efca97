using System.Net;
using Kindline.Foundation;
using Kindline.Telephony.Signalling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Telephony;

/// <summary>A carrier's gateway known by address: its calls come in without a password, ours go out to it.</summary>
public sealed class TrunkLine
{
    /// <summary>The one trunk of a demo centre, on loopback.</summary>
    public const string DemoName = "demo";

    public string Name { get; set; } = "";

    /// <summary>Comma-separated addresses or prefixes its calls come from: "203.0.113.7, 198.51.100.0/24".</summary>
    public string From { get; set; } = "";

    /// <summary>HOST:PORT for outbound calls, or null.</summary>
    public string? Outbound { get; set; }

    public string? User { get; set; }
    public string? ProtectedPassword { get; set; }
}

/// <summary>Where the demo's own telephone company takes calls, while there is one; a demo trunk without an address of its own leads there.</summary>
public sealed class DemoCarrier
{
    public IPEndPoint? Address { get; set; }
}

internal sealed class TrunkLineMapping : IEntityTypeConfiguration<TrunkLine>
{
    public void Configure(EntityTypeBuilder<TrunkLine> builder)
    {
        builder.ToTable("Trunks").HasKey(t => t.Name);
        builder.Property(t => t.Name).HasMaxLength(80);
        builder.Property(t => t.From).HasMaxLength(1000);
        builder.Property(t => t.Outbound).HasMaxLength(200);
        builder.Property(t => t.User).HasMaxLength(120);
    }
}

internal static class TelephonyTables
{
    extension(Db db)
    {
        public DbSet<TrunkLine> Trunks => db.Set<TrunkLine>();
        public DbSet<SignallingLeg> Signalling => db.Set<SignallingLeg>();
    }
}
