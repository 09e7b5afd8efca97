using Kindline.Engine;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Telephony.Signalling;

/// <summary>The SIP messages of one leg of a call, kept for those who look after the telephones.</summary>
public sealed class SignallingLeg
{
    public Guid Id { get; set; }
    public InteractionId InteractionId { get; set; }

    /// <summary>Who was at the other end: "Caller", an agent's name, "Outside".</summary>
    public string Party { get; set; } = "";

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>From the first message to the last.</summary>
    public double Seconds { get; set; }

    /// <summary>The final answer to the INVITE, such as "200 OK" or "486 Busy Here"; empty where none came.</summary>
    public string Answer { get; set; } = "";

    /// <summary>Whether that answer was a refusal, or none came.</summary>
    public bool Failed { get; set; }

    /// <summary>Messages that passed and were not kept.</summary>
    public int Left { get; set; }

    /// <summary>The messages, see <see cref="SignallingText"/>.</summary>
    public byte[] Messages { get; set; } = [];
}

internal sealed class SignallingLegMapping : IEntityTypeConfiguration<SignallingLeg>
{
    public void Configure(EntityTypeBuilder<SignallingLeg> builder)
    {
        builder.ToTable("SignallingLegs").HasKey(l => l.Id);
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Party).HasMaxLength(160);
        builder.Property(l => l.Answer).HasMaxLength(80);
        builder.HasIndex(l => l.InteractionId);
        builder.HasIndex(l => l.StartedAt);
    }
}
