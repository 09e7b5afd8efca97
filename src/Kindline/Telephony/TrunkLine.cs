using System.Net;
using Kindline.Foundation;
using Kindline.Telephony.Signalling;
using Kindline.Voice.Calls;
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

    /// <summary>What calls out, OPTIONS and REGISTER go by.</summary>
    public TrunkTransport Transport { get; set; }

    /// <summary>Whether its audio is encrypted.</summary>
    public TrunkAudio Audio { get; set; }

    /// <summary>The certificates, in PEM, of who signs the gateway's certificate, or null for whom this machine trusts.</summary>
    public string? Authority { get; set; }

    /// <summary>The domain of its addresses where the carrier wants one, or null.</summary>
    public string? Domain { get; set; }

    /// <summary>Lower ones are tried first, 0 to 65535.</summary>
    public int Priority { get; set; } = 1;

    /// <summary>The share among those of one priority, 0 to 65535.</summary>
    public int Weight { get; set; } = 1;

    /// <summary>Whether <see cref="User"/> is registered there.</summary>
    public bool Registers { get; set; }

    /// <summary>Seconds between two OPTIONS; 0 for none.</summary>
    public int AskSeconds { get; set; } = 30;

    /// <summary>Seconds without any answer to a call after which the next trunk is tried.</summary>
    public int SilentSeconds { get; set; } = 4;

    /// <summary>Whether 480 leads to the next trunk.</summary>
    public bool UnavailableGoesOn { get; set; }

    /// <summary>Comma-separated hosts, beside its addresses, that it may redirect calls to.</summary>
    public string RedirectHosts { get; set; } = "";

    public string? User { get; set; }
    public string? ProtectedPassword { get; set; }

    /// <summary>Characters of <see cref="Authority"/> at most: some twenty certificates.</summary>
    public const int LongestAuthority = 40_000;

    /// <summary>The parts of a comma-separated list.</summary>
    public static string[] PartsOf(string? list) => (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
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
        builder.Property(t => t.Authority).HasMaxLength(TrunkLine.LongestAuthority);
        builder.Property(t => t.Domain).HasMaxLength(253);
        builder.Property(t => t.RedirectHosts).HasMaxLength(1000);
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
